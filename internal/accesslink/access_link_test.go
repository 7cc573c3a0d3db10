package accesslink_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// linked has somebody make a link to an issue.
func (w world) linked(t *testing.T, who testkit.Who, issue string) *intakev1.AccessLink {
	t.Helper()
	link, err := w.As(who).GrantAccessLink(t.Context(), &intakev1.GrantAccessLinkRequest{Name: issue})
	if err != nil {
		t.Fatal(err)
	}
	return link
}

// near has an issue lie where the community worker works.
func (w world) near(t *testing.T) func(*intakev1.Issue) {
	t.Helper()
	community := w.UnitOf(t, testkit.CommunityWorker)
	return func(i *intakev1.Issue) { i.Community = community }
}

// opened is what nobody in particular sees by a token.
func (w world) opened(t *testing.T, token string) (*intakev1.OpenAccessLinkResponse, error) {
	t.Helper()
	return w.As(testkit.Anonymous).OpenAccessLink(t.Context(), &intakev1.OpenAccessLinkRequest{Token: token})
}

// At every step of an issue a link shows the very answers that the reporter gets, and not what colleagues tell each other.
//
// proves IN-38
func TestALinkShowsExactlyWhatTheReporterSees(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t, func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL }).GetName()
	token := w.linked(t, testkit.Resident, issue).GetToken()
	verbs := w.Verbs(t)
	for _, verb := range []string{"", "triage", "dispatch", "sign", "reply", "callback", "close", "rate"} {
		if verb != "" {
			if _, err := verbs[verb](t.Context(), issue); err != nil {
				t.Fatalf("%s: %v", verb, err)
			}
		}
		want, err := w.As(testkit.Resident).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue})
		if err != nil {
			t.Fatal(err)
		}
		timeline, err := w.As(testkit.Resident).ListTimelineEntries(t.Context(), &intakev1.ListTimelineEntriesRequest{Parent: issue})
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.opened(t, token)
		if err != nil || !proto.Equal(got, &intakev1.OpenAccessLinkResponse{Issue: want, Entries: timeline.GetEntries()}) {
			t.Errorf("after %q: %v\n%v\nwant %v\n%v", verb, err, got, want, timeline.GetEntries())
		}
	}
	if got, err := w.opened(t, token); err != nil || strings.Contains(got.String(), "历史遗留问题") || len(got.GetEntries()) < 4 {
		t.Errorf("the note of a colleague is shown, or too little: %v, %v", got, err)
	}
}

// proves IN-38
func TestWhoHasNoAccountFollowsTheIssueThatStaffFiledForHim(t *testing.T) {
	t.Parallel()
	w := start(t)
	draft := w.Draft(t)
	draft.Channel, draft.ContactPhone = intakev1.Issue_CHANNEL_DESK, ""
	filed, err := w.As(testkit.Dispatcher).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: draft})
	if err != nil {
		t.Fatal(err)
	}
	status, link := w.REST(t, testkit.Dispatcher, http.MethodPost, "/v1/"+filed.GetName()+":grantAccessLink", map[string]any{})
	if want := testkit.Noon.AddDate(0, 0, 90).Format(time.RFC3339); status != http.StatusOK || link["expireTime"] != want {
		t.Fatalf("%d %v, want an end at %s", status, link, want)
	}
	for table, text := range w.Dump(t) {
		if _, secret, _ := strings.Cut(link["token"].(string), "."); strings.Contains(text, secret) {
			t.Errorf("table %s holds the token", table)
		}
	}
	status, opened := w.REST(t, testkit.Anonymous, http.MethodPost, "/v1/issues:openAccessLink", map[string]any{"token": link["token"]}, "X-Tenant", "900001")
	issue, _ := opened["issue"].(map[string]any)
	if status != http.StatusOK || issue["name"] != filed.GetName() || issue["address"] != "太平庄东里3号楼" {
		t.Errorf("%d %v", status, opened)
	}
	if entries, _ := opened["entries"].([]any); len(entries) != 1 {
		t.Errorf("entries %v", opened["entries"])
	}
	var rows int
	if err := w.Owner().QueryRow(t.Context(), "select count(*) from audit where action = 'intake.access_link.open' and object = $1", filed.GetName()).
		Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d audit rows, %v", rows, err)
	}
}

func TestALinkThatIsReplacedRevokedOverOrMadeUpOpensNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.File(t, w.near(t)).GetName()
	older := w.linked(t, testkit.Resident, issue).GetToken()
	link := w.linked(t, testkit.CommunityWorker, issue)
	district, secret, _ := strings.Cut(link.GetToken(), ".")
	for what, token := range map[string]string{
		"replaced":            older,
		"of another district": "900001." + secret,
		"of no district":      secret,
		"made up":             district + "." + strings.Repeat("A", len(secret)),
		"shorter":             link.GetToken()[:len(link.GetToken())-1],
		"no token":            "x",
	} {
		_, err := w.opened(t, token)
		if err == nil {
			t.Errorf("a token that is %s opens something", what)
			continue
		}
		testkit.WantFault(t, err, codes.Unauthenticated, "ACCESS_LINK_INVALID")
	}
	if _, err := w.opened(t, link.GetToken()); err != nil {
		t.Error(err)
	}
	forget := func(left int) {
		t.Helper()
		n := -1
		if err := w.AccessLinks.Forget(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
		if err := w.Owner().QueryRow(t.Context(), "select count(*) from access_link").Scan(&n); err != nil || n != left {
			t.Errorf("%d links are kept, want %d, %v", n, left, err)
		}
	}
	w.Clock.Set(link.GetExpireTime().AsTime().Add(-time.Microsecond))
	forget(1)
	if _, err := w.opened(t, link.GetToken()); err != nil {
		t.Errorf("just before its end: %v", err)
	}
	w.Clock.Set(link.GetExpireTime().AsTime())
	_, err := w.opened(t, link.GetToken())
	testkit.WantFault(t, err, codes.Unauthenticated, "ACCESS_LINK_INVALID")
	forget(0)
	revoke := func(who testkit.Who) error {
		_, err := w.As(who).RevokeAccessLink(t.Context(), &intakev1.RevokeAccessLinkRequest{Name: issue})
		return err
	}
	testkit.WantFault(t, revoke(testkit.Resident), codes.FailedPrecondition, "ACCESS_LINK_NONE")

	last := w.linked(t, testkit.Dispatcher, issue).GetToken()
	testkit.WantFault(t, revoke(testkit.Resident2), codes.NotFound, "NOT_FOUND")
	if err := revoke(testkit.Resident); err != nil {
		t.Fatal(err)
	}
	_, err = w.opened(t, last)
	testkit.WantFault(t, err, codes.Unauthenticated, "ACCESS_LINK_INVALID")
}

func TestNobodyMakesALinkThatShowsMoreThanHeSees(t *testing.T) {
	t.Parallel()
	w := start(t)
	create := func(who testkit.Who, issue string) error {
		_, err := w.As(who).GrantAccessLink(t.Context(), &intakev1.GrantAccessLinkRequest{Name: issue})
		return err
	}
	open := w.File(t, w.near(t)).GetName()
	secret := w.File(t, w.near(t), func(i *intakev1.Issue) { i.Confidentiality = intakev1.Issue_CONFIDENTIALITY_CONFIDENTIAL }).GetName()
	nameless := w.File(t, w.near(t), func(i *intakev1.Issue) {
		i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
	}).GetName()
	for _, issue := range []string{open, secret, nameless} {
		if err := create(testkit.Dispatcher, issue); err != nil { // sees who reported
			t.Error(err)
		}
		testkit.WantFault(t, create(testkit.Resident2, issue), codes.NotFound, "NOT_FOUND")
		testkit.WantFault(t, create(testkit.ForeignResident, issue), codes.NotFound, "NOT_FOUND")
		testkit.WantFault(t, create(testkit.StreetLeader, issue), codes.PermissionDenied, "PERMISSION_DENIED")
	}
	if err := create(testkit.CommunityWorker, open); err != nil {
		t.Error(err)
	}
	testkit.WantFault(t, create(testkit.CommunityWorker, secret), codes.PermissionDenied, "PERMISSION_DENIED")
	if err := create(testkit.CommunityWorker, nameless); err != nil {
		t.Errorf("an issue with nobody to show: %v", err)
	}
}

func TestGuessesAtLinksAreCountedWithThoseAtSignIns(t *testing.T) {
	t.Parallel()
	w := start(t)
	token := w.linked(t, testkit.Resident, w.File(t).GetName()).GetToken()
	district, secret, _ := strings.Cut(token, ".")
	houses := []world{w, {testkit.Issues{Kit: w.Replica(), Category: w.Category}}}
	from := func(house world, address, token string) error {
		_, err := intakev1.NewIntakeServiceClient(house.Channel).OpenAccessLink(metadata.AppendToOutgoingContext(t.Context(), "x-forwarded-for", address),
			&intakev1.OpenAccessLinkRequest{Token: token})
		return err
	}
	for i := range 10 {
		guess := fmt.Sprintf("%s.%010d%s", district, i, secret[10:])
		testkit.WantFault(t, from(houses[i%2], "192.0.2.1", guess), codes.Unauthenticated, "ACCESS_LINK_INVALID")
	}
	testkit.WantFault(t, from(w, "192.0.2.1", token), codes.ResourceExhausted, "LOGIN_LIMIT")
	for range 20 {
		if err := from(w, "192.0.2.2", token); err != nil {
			t.Fatalf("from elsewhere: %v", err)
		}
	}
}
