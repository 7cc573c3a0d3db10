package client_test

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/haolinju/haolinju/api/client"
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	peoplev1 "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }

// dial the kit's server as the resident.
func dial(t *testing.T, k *testkit.Kit, cfg client.Config, more ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	conn, err := client.Dial(k.Listen(t), cfg, more...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

func asResident(k *testkit.Kit) client.Config {
	return client.Config{Token: client.Static(k.Token(testkit.Resident)), Pause: time.Millisecond}
}

// filing is a request of the resident that the server accepts.
func filing(t *testing.T, conn *grpc.ClientConn) *intakev1.CreateIssueRequest {
	t.Helper()
	list, err := directoryv1.NewDirectoryServiceClient(conn).ListCategories(t.Context(), &directoryv1.ListCategoriesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	return &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: list.GetCategories()[0].GetName(),
		Title: "楼道灯坏了", Address: "太平庄东里小区"}}
}

// issues counts what the resident has filed.
func issues(t *testing.T, k *testkit.Kit) (n int) {
	t.Helper()
	if err := k.Owner().QueryRow(t.Context(), "select count(*) from issue where tenant_id = 110111").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// proves AP-25
func TestAListIsReadToItsEndAPageAtATime(t *testing.T) {
	t.Parallel()
	conn := dial(t, testkit.Start(t), client.Config{Tenant: 110111})
	seen := map[string]bool{}
	for unit, err := range client.All(t.Context(), directoryv1.NewDirectoryServiceClient(conn).ListUnits,
		&directoryv1.ListUnitsRequest{PageSize: 53, Kind: directoryv1.Unit_KIND_VILLAGE}, (*directoryv1.ListUnitsResponse).GetUnits) {
		if err != nil {
			t.Fatal(err)
		}
		if seen[unit.GetName()] {
			t.Errorf("%s comes twice", unit.GetName())
		}
		seen[unit.GetName()] = true
	}
	if len(seen) != 459 {
		t.Errorf("%d villages, want 459", len(seen))
	}
}

func TestALoopThatEndsEarlyAndAnErrorEndTheList(t *testing.T) {
	t.Parallel()
	conn := dial(t, testkit.Start(t), client.Config{Tenant: 110111})
	units := directoryv1.NewDirectoryServiceClient(conn).ListUnits
	n := 0
	for range client.All(t.Context(), units, &directoryv1.ListUnitsRequest{PageSize: 2}, (*directoryv1.ListUnitsResponse).GetUnits) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("the loop went on to %d", n)
	}
	var got []error
	for _, err := range client.All(t.Context(), units, &directoryv1.ListUnitsRequest{PageSize: -1}, (*directoryv1.ListUnitsResponse).GetUnits) {
		got = append(got, err)
	}
	if len(got) != 1 || client.Reason(got[0]) != "INVALID_ARGUMENT" || client.Violations(got[0])["page_size"] == "" {
		t.Errorf("errors %v", got)
	}
}

// losing is a connection that, once armed, breaks when the head of an answer comes: the call behind it has been carried out.
type losing struct {
	net.Conn
	armed *atomic.Bool
}

func (c losing) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if err == nil && answers(b[:n]) && c.armed.CompareAndSwap(true, false) {
		c.Conn.Close()
		return 0, errors.New("connection reset")
	}
	return n, err
}

// answers tells whether HTTP/2 frames (RFC 9113 section 4.1) hold the head of an answer.
func answers(frames []byte) bool {
	for len(frames) >= 9 {
		if frames[3] == 0x1 { // HEADERS
			return true
		}
		frames = frames[min(len(frames), 9+(int(frames[0])<<16|int(frames[1])<<8|int(frames[2]))):]
	}
	return false
}

// proves AP-09, AP-25
func TestAChangeWhoseAnswerIsLostIsAskedForAgainAndMadeOnce(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	var armed atomic.Bool
	conn := dial(t, k, asResident(k), grpc.WithContextDialer(func(ctx context.Context, address string) (net.Conn, error) {
		c, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
		return losing{c, &armed}, err
	}))
	request, before := filing(t, conn), issues(t, k)
	armed.Store(true)
	issue, err := intakev1.NewIntakeServiceClient(conn).CreateIssue(t.Context(), request)
	if err != nil || issue.GetName() == "" {
		t.Fatal(issue, err)
	}
	if armed.Load() {
		t.Fatal("no answer was lost")
	}
	if n := issues(t, k) - before; n != 1 {
		t.Errorf("%d issues were filed", n)
	}
}

func TestACallerNamesAChangeByHisOwnKey(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	conn := dial(t, k, asResident(k))
	request := filing(t, conn)
	ctx := client.WithKey(t.Context(), "paper-form-17")
	first, err := intakev1.NewIntakeServiceClient(conn).CreateIssue(ctx, request)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := intakev1.NewIntakeServiceClient(conn).CreateIssue(ctx, request); err != nil || again.GetName() != first.GetName() {
		t.Errorf("%v %v, want %s", again, err, first.GetName())
	}
	if other, err := intakev1.NewIntakeServiceClient(conn).CreateIssue(t.Context(), request); err != nil || other.GetName() == first.GetName() {
		t.Errorf("without the key: %v %v", other, err)
	}
}

func TestAnErrorSaysWhyInTheCallersLanguage(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for language, want := range map[string]string{"": "内容不存在或您无权查看", "en": "it does not exist or is not visible to you"} {
		cfg := asResident(k)
		cfg.Language = language
		_, err := intakev1.NewIntakeServiceClient(dial(t, k, cfg)).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: "issues/00000000-0000-7000-8000-000000000000"})
		if status.Code(err) != codes.NotFound || client.Reason(err) != "NOT_FOUND" || client.Text(err) != want {
			t.Errorf("%q: %v %s %q", language, status.Code(err), client.Reason(err), client.Text(err))
		}
	}
}

func TestAServerThatIsAwayIsTriedAsOftenAsAllowed(t *testing.T) {
	t.Parallel()
	var tries atomic.Int32
	conn, err := client.Dial("passthrough:///nowhere", client.Config{Tries: 3, Pause: time.Millisecond},
		grpc.WithContextDialer(func(context.Context, string) (net.Conn, error) {
			return nil, errors.New("network is away")
		}), grpc.WithChainUnaryInterceptor(func(ctx context.Context, method string, req, reply any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
			tries.Add(1)
			return invoke(ctx, method, req, reply, conn, opts...)
		}))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := identityv1.NewIdentityServiceClient(conn).GetMe(t.Context(), &identityv1.GetMeRequest{}); status.Code(err) != codes.Unavailable {
		t.Errorf("got %v", err)
	}
	if tries.Load() != 3 {
		t.Errorf("%d tries, want 3", tries.Load())
	}
}

func TestATokenThatCannotBeHadEndsTheCall(t *testing.T) {
	t.Parallel()
	none := errors.New("no token")
	conn, err := client.Dial("passthrough:///nowhere", client.Config{Token: func(context.Context) (string, error) { return "", none }})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := identityv1.NewIdentityServiceClient(conn).GetMe(t.Context(), &identityv1.GetMeRequest{}); !errors.Is(err, none) {
		t.Errorf("got %v", err)
	}
}

func TestAStreamThatIsRefusedOrLeftEndsTheLoop(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	conn := dial(t, k, asResident(k))
	watch := integrationv1.NewIntegrationServiceClient(conn).WatchEvents
	for range client.Follow(t.Context(), watch, &integrationv1.WatchEventsRequest{}) {
		break
	}
	turns := 0
	for answer, err := range client.Follow(t.Context(), watch, &integrationv1.WatchEventsRequest{Subject: "issues/00000000-0000-7000-8000-000000000000"}) {
		if turns++; answer != nil || client.Reason(err) != "NOT_FOUND" {
			t.Errorf("%v, %v", answer, err)
		}
	}
	if turns != 1 {
		t.Errorf("%d turns", turns)
	}
}

// proves AD-13, AP-25
func TestACallIsMadeInThePlaceOfAPersonByAMandateAndNotWithout(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	conn := dial(t, k, asResident(k))
	people := peoplev1.NewPeopleServiceClient(conn)
	inPlaceOf := func(person string) error {
		_, err := intakev1.NewIntakeServiceClient(conn).CreateIssue(client.ActingFor(t.Context(), person), filing(t, conn))
		return err
	}
	asked, err := people.CreateMandate(t.Context(), &peoplev1.CreateMandateRequest{Mandate: &peoplev1.Mandate{DisplayName: "小宝",
		Basis: peoplev1.Mandate_BASIS_GUARDIANSHIP, Unit: "units/" + k.Unit("110111012005").String(), Acts: []accessv1.Act{accessv1.Act_ACT_FILE_ISSUES}}})
	if err != nil {
		t.Fatal(err)
	}
	confirmed, err := peoplev1.NewPeopleServiceClient(k.Conn(testkit.CommunityWorker)).ConfirmMandate(t.Context(),
		&peoplev1.ConfirmMandateRequest{Name: asked.GetName(), Note: "已看出生医学证明"})
	if err != nil {
		t.Fatal(err)
	}
	if err := inPlaceOf(confirmed.GetPerson()); err != nil {
		t.Error(err)
	}
	if n := issues(t, k); n != 1 {
		t.Errorf("%d issues", n)
	}
	if _, err := people.EndMandate(t.Context(), &peoplev1.EndMandateRequest{Name: asked.GetName(), Reason: "不再需要"}); err != nil {
		t.Fatal(err)
	}
	if err := inPlaceOf(confirmed.GetPerson()); client.Reason(err) != "NO_MANDATE" {
		t.Errorf("after its end: %v", err)
	}
}
