package identity_test

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// Telephones of the demo's resident, and of nobody.
const (
	known    = "+8613800000001"
	stranger = "+8613900000001"
)

// identity is the service over a connection.
func identity(conn grpc.ClientConnInterface) identityv1.IdentityServiceClient {
	return identityv1.NewIdentityServiceClient(conn)
}

// from is a context whose call comes from an address.
func from(t *testing.T, address string) context.Context {
	return metadata.AppendToOutgoingContext(t.Context(), "x-forwarded-for", address)
}

// ask has a code sent and gives it.
func ask(t *testing.T, k *testkit.Kit, number string) string {
	t.Helper()
	if _, err := identity(k.Conn(testkit.Anonymous)).SendLoginCode(t.Context(), &identityv1.SendLoginCodeRequest{Phone: number}); err != nil {
		t.Fatal(err)
	}
	return k.Code(t, number)
}

// signIn opens a session by telephone.
func signIn(t *testing.T, k *testkit.Kit, number string) *identityv1.Tokens {
	t.Helper()
	k.Clock.Advance(time.Minute)
	tokens, err := identity(k.Conn(testkit.Anonymous)).LoginWithCode(t.Context(), &identityv1.LoginWithCodeRequest{
		Phone: number, Code: ask(t, k, number), Device: "手机"})
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

// try logs in with a code.
func try(ctx context.Context, conn grpc.ClientConnInterface, number, code string) error {
	_, err := identity(conn).LoginWithCode(ctx, &identityv1.LoginWithCodeRequest{Phone: number, Code: code})
	return err
}

// wrong is a code that is not the given one.
func wrong(code string, n int) string {
	var right int
	fmt.Sscan(code, &right)
	return fmt.Sprintf("%06d", (right+1+n)%1_000_000)
}

// proves IN-38
func TestAResidentSeesHisIssuesWithoutAPasswordByACodeSentToHisTelephone(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	status, sent := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:sendCode", map[string]any{"phone": "138 0000 0001"})
	if status != http.StatusOK || sent["expiresIn"] != 300.0 || sent["resendIn"] != 60.0 {
		t.Fatalf("%d %v", status, sent)
	}
	status, tokens := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:loginWithCode",
		map[string]any{"phone": "13800000001", "code": k.Code(t, known)})
	principal, _ := tokens["principal"].(map[string]any)
	if status != http.StatusOK || tokens["expiresIn"] != 900.0 || principal["person"] != me(t, k, testkit.Resident).GetPerson() ||
		principal["maskedPhone"] != "138****0001" {
		t.Fatalf("%d %v", status, tokens)
	}
	category := name.Of("categories", demo.ID(demo.Fangshan, "category", demo.CategoryWater))
	mine := intakev1.NewIntakeServiceClient(k.ConnWith(tokens["accessToken"].(string)))
	filed, err := mine.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP,
		Category: category, Title: "楼道灯坏了", Address: "太平庄东里"}})
	if err != nil {
		t.Fatal(err)
	}
	list, err := mine.ListIssues(t.Context(), &intakev1.ListIssuesRequest{})
	if err != nil || len(list.GetIssues()) != 1 || list.GetIssues()[0].GetName() != filed.GetName() {
		t.Errorf("my issues: %v, %v", list.GetIssues(), err)
	}
}

func TestANumberThatNobodyIsKnownByBecomesAResidentOfTheDistrictOnce(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	first := signIn(t, k, stranger).GetPrincipal()
	if first.GetDisplayName() != "居民0001" || len(first.GetMemberships()) != 1 || first.GetMemberships()[0].GetRole() != "RESIDENT" ||
		first.GetMemberships()[0].GetUnitDisplayName() != "房山区" {
		t.Errorf("%v", first)
	}
	if again := signIn(t, k, stranger).GetPrincipal(); again.GetPerson() != first.GetPerson() {
		t.Errorf("the second sign-in is %s, the first was %s", again.GetPerson(), first.GetPerson())
	}
}

func TestAnAnswerDoesNotTellWhoIsKnown(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	_, one := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:sendCode", map[string]any{"phone": known})
	_, other := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:sendCode", map[string]any{"phone": stranger})
	if fmt.Sprint(one) != fmt.Sprint(other) {
		t.Errorf("%v and %v", one, other)
	}
}

func TestADistrictThatIsNotThereAndANumberThatIsNotServedAreRefused(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, c := range []struct {
		phone, tenant string
		status        int
		reason        string
	}{
		{known, "123456", http.StatusNotFound, "NOT_FOUND"},
		{"12", "", http.StatusBadRequest, "INVALID_ARGUMENT"},
		{"010 6935 0000", "", http.StatusBadRequest, "PHONE_NOT_SERVED"},
		{"+1 650 253 0000", "", http.StatusBadRequest, "PHONE_NOT_SERVED"},
	} {
		status, body := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:sendCode", map[string]any{"phone": c.phone}, "X-Tenant", c.tenant)
		if status != c.status || body["reason"] != c.reason {
			t.Errorf("%v: %d %v", c, status, body)
		}
	}
	status, body := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:loginWithCode", map[string]any{"phone": known, "code": "000000"}, "X-Tenant", "123456")
	if status != http.StatusNotFound {
		t.Errorf("%d %v", status, body)
	}
}

func TestANumberGetsOneCodeAMinuteAndTenADay(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	send := func(number, address string) error {
		_, err := identity(k.Conn(testkit.Anonymous)).SendLoginCode(from(t, address), &identityv1.SendLoginCodeRequest{Phone: number})
		return err
	}
	begin := k.Clock.Now(0)
	for i := range 10 {
		if err := send(known, fmt.Sprintf("192.0.2.%d", i)); err != nil {
			t.Fatalf("code %d: %v", i+1, err)
		}
		k.Clock.Advance(time.Minute - time.Microsecond)
		testkit.WantFault(t, send(known, "192.0.2.100"), codes.ResourceExhausted, "CODE_LIMIT")
		k.Clock.Advance(time.Microsecond)
	}
	testkit.WantFault(t, send(known, "192.0.2.100"), codes.ResourceExhausted, "CODE_LIMIT")
	if err := send(stranger, "192.0.2.100"); err != nil {
		t.Errorf("another number: %v", err)
	}
	k.Clock.Set(begin.Add(24*time.Hour - time.Microsecond))
	testkit.WantFault(t, send(known, "192.0.2.100"), codes.ResourceExhausted, "CODE_LIMIT")
	k.Clock.Set(begin.Add(24 * time.Hour))
	if err := send(known, "192.0.2.100"); err != nil {
		t.Errorf("on the next day: %v", err)
	}
}

func TestAnAddressAndADistrictAskForNoMoreCodesThanTheyMay(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	send := func(i int, address string) error {
		_, err := identity(k.Conn(testkit.Anonymous)).SendLoginCode(from(t, address),
			&identityv1.SendLoginCodeRequest{Phone: fmt.Sprintf("+861390000%04d", i)})
		return err
	}
	for i := range 60 {
		if err := send(i, fmt.Sprintf("2001:db8::%d", i)); err != nil { // one subscriber has all addresses of a /64
			t.Fatal(err)
		}
	}
	testkit.WantFault(t, send(60, "2001:db8::ffff"), codes.ResourceExhausted, "CODE_LIMIT")
	if err := send(60, "2001:db8:0:1::1"); err != nil {
		t.Errorf("another subscriber: %v", err)
	}
	k.Settle(t, "identity.codes_per_tenant", "62")
	if err := send(61, "192.0.2.1"); err != nil {
		t.Errorf("the last of the district: %v", err)
	}
	testkit.WantFault(t, send(62, "192.0.2.2"), codes.ResourceExhausted, "CODE_LIMIT")
	if _, body := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:sendCode", map[string]any{"phone": "+8613900000062"}, "X-Tenant", "900001"); body["expiresIn"] != 300.0 {
		t.Errorf("another district: %v", body)
	}
}

// 10 000 guesses from 50 addresses at one number, at two servers: five are looked at. The owner still signs in by a newer
// code and by every other way.
func TestCase15GuessingACodeStopsAtFiveAndLocksNobodyOut(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	code := ask(t, k, known)
	doors := []*testkit.Kit{k, k.Replica()}
	var passed, looked atomic.Int64
	var guessers sync.WaitGroup
	for address := range 50 {
		guessers.Go(func() {
			ctx := from(t, fmt.Sprintf("127.0.0.%d", address+1))
			for i := range 200 {
				err := try(ctx, doors[i%2].Channel, known, wrong(code, address*200+i))
				if err == nil {
					passed.Add(1)
				}
			}
		})
	}
	guessers.Wait()
	var tries int64
	if err := k.Owner().QueryRow(t.Context(), "select tries from login_code where tenant_id = 110111").Scan(&tries); err != nil {
		t.Fatal(err)
	}
	looked.Store(tries)
	if passed.Load() != 0 || looked.Load() != 5 {
		t.Errorf("%d guesses passed, %d were looked at", passed.Load(), looked.Load())
	}
	for _, house := range []*testkit.Kit{k, k.Replica()} { // the second one has just started
		testkit.WantFault(t, try(from(t, "192.0.2.7"), house.Channel, known, code), codes.Unauthenticated, "CODE_WRONG")
	}
	k.Clock.Advance(time.Minute)
	if err := try(from(t, "192.0.2.7"), k.Channel, known, ask(t, k, known)); err != nil {
		t.Errorf("the owner with a newer code: %v", err)
	}
}

func TestCase16ACodeIsForOneNumberOneUseFiveMinutesAndUntilANewerOne(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	anybody := k.Conn(testkit.Anonymous)
	want := func(what, number, code string) {
		t.Helper()
		if err := try(t.Context(), anybody, number, code); err == nil {
			t.Errorf("%s signs in", what)
		} else {
			testkit.WantFault(t, err, codes.Unauthenticated, "CODE_WRONG")
		}
		k.Clock.Advance(time.Minute) // the failures of an address are counted by the minute
	}

	used := ask(t, k, known)
	if err := try(t.Context(), anybody, known, used); err != nil {
		t.Fatal(err)
	}
	want("a used code", known, used)

	mine, other := ask(t, k, known), ask(t, k, stranger)
	want("the code of another number", known, other)
	want("a code for another number", stranger, mine)

	k.Clock.Advance(time.Minute)
	older := ask(t, k, known)
	k.Clock.Advance(time.Minute)
	newer := ask(t, k, known)
	if older != newer { // one time in a million they are the same
		want("a code that a newer one has replaced", known, older)
	}

	k.Clock.Advance(5*time.Minute - time.Minute)
	want("a code after five minutes", known, newer)

	last := ask(t, k, known)
	k.Clock.Advance(5*time.Minute - time.Microsecond)
	if err := try(t.Context(), anybody, known, last); err != nil {
		t.Errorf("a code just before its end: %v", err)
	}
}

func TestCase16OfTwoWhoUseOneCodeAtOnceOneWins(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	code := ask(t, k, stranger)
	doors := []*testkit.Kit{k, k.Replica()}
	var won atomic.Int64
	var both sync.WaitGroup
	for i := range 8 {
		both.Go(func() {
			if try(from(t, fmt.Sprintf("192.0.2.%d", i)), doors[i%2].Channel, stranger, code) == nil {
				won.Add(1)
			}
		})
	}
	both.Wait()
	if won.Load() != 1 {
		t.Errorf("%d win", won.Load())
	}
}

func TestFailuresFromOneAddressAreBoundedAndSuccessesAreNot(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	here := from(t, "192.0.2.9")
	for i := range 10 {
		testkit.WantFault(t, try(here, k.Channel, fmt.Sprintf("+861390000%04d", i), "000000"), codes.Unauthenticated, "CODE_WRONG")
	}
	code := ask(t, k, known)
	testkit.WantFault(t, try(here, k.Channel, known, code), codes.ResourceExhausted, "LOGIN_LIMIT")
	if err := try(from(t, "192.0.2.10"), k.Channel, known, code); err != nil {
		t.Errorf("from elsewhere: %v", err)
	}
	for i := range 20 {
		number := fmt.Sprintf("+861370000%04d", i)
		if err := try(from(t, "192.0.2.11"), k.Channel, number, ask(t, k, number)); err != nil {
			t.Fatalf("neighbour %d behind one address: %v", i, err)
		}
	}
}

func TestNoCodeIsInTheDatabaseAndNoNumberInClear(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	code := ask(t, k, stranger)
	refresh := signIn(t, k, known).GetRefreshToken()
	for table, text := range k.Dump(t) {
		for _, secret := range []string{code, "13900000001", "9000000001", refresh, strings.TrimPrefix(refresh, "110111.")} {
			if secret == code && !regexp.MustCompile(`\b`+code+`\b`).MatchString(text) {
				continue
			}
			if strings.Contains(text, secret) {
				t.Errorf("table %s holds %s", table, secret)
			}
		}
	}
}

func TestWithoutAGatewayNoCodeIsSentAndAGatewayThatIsAwayIsSaid(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	silent := k.Replica(func(p *app.Parts) { p.Outside = app.Outside{} })
	_, err := identity(silent.Channel).SendLoginCode(t.Context(), &identityv1.SendLoginCodeRequest{Phone: known})
	testkit.WantFault(t, err, codes.FailedPrecondition, "LOGIN_METHOD_OFF")
	k.CloseGateway()
	_, err = identity(k.Channel).SendLoginCode(t.Context(), &identityv1.SendLoginCodeRequest{Phone: known})
	testkit.WantFault(t, err, codes.Unavailable, "SMS_UNAVAILABLE")
}
