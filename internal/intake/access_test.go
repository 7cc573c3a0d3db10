package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// everyCall is each RPC that names an issue, as somebody calls it.
func (w world) everyCall(who testkit.Who) map[string]func(ctx context.Context, name string) error {
	c := w.As(who)
	rated := &intakev1.Rating{Satisfaction: intakev1.Satisfaction_SATISFACTION_SATISFIED}
	contact := &intakev1.Contact{Time: timestamppb.New(testkit.Noon), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}
	said := testkit.Answered(true, intakev1.Satisfaction_SATISFACTION_SATISFIED)
	return map[string]func(context.Context, string) error{
		"get": func(ctx context.Context, n string) error {
			_, err := c.GetIssue(ctx, &intakev1.GetIssueRequest{Name: n})
			return err
		},
		"actions": func(ctx context.Context, n string) error {
			_, err := c.ListIssueActions(ctx, &intakev1.ListIssueActionsRequest{Name: n})
			return err
		},
		"timeline": func(ctx context.Context, n string) error {
			_, err := c.ListTimelineEntries(ctx, &intakev1.ListTimelineEntriesRequest{Parent: n})
			return err
		},
		"triage": func(ctx context.Context, n string) error {
			_, err := c.TriageIssue(ctx, &intakev1.TriageIssueRequest{Name: n})
			return err
		},
		"answer": func(ctx context.Context, n string) error {
			_, err := c.AnswerIssue(ctx, &intakev1.AnswerIssueRequest{Name: n, Text: "答复"})
			return err
		},
		"dispatch": func(ctx context.Context, n string) error {
			_, err := c.DispatchIssue(ctx, &intakev1.DispatchIssueRequest{Name: n})
			return err
		},
		"reply": func(ctx context.Context, n string) error {
			_, err := c.ReplyIssue(ctx, &intakev1.ReplyIssueRequest{Name: n, Text: "反馈", Contact: contact})
			return err
		},
		"callback": func(ctx context.Context, n string) error {
			_, err := c.CallbackIssue(ctx, &intakev1.CallbackIssueRequest{Name: n, Callback: said})
			return err
		},
		"close": func(ctx context.Context, n string) error {
			_, err := c.CloseIssue(ctx, &intakev1.CloseIssueRequest{Name: n})
			return err
		},
		"reopen": func(ctx context.Context, n string) error {
			_, err := c.ReopenIssue(ctx, &intakev1.ReopenIssueRequest{Name: n, Reason: "重办"})
			return err
		},
		"withdraw": func(ctx context.Context, n string) error {
			_, err := c.WithdrawIssue(ctx, &intakev1.WithdrawIssueRequest{Name: n})
			return err
		},
		"rate": func(ctx context.Context, n string) error {
			_, err := c.RateIssue(ctx, &intakev1.RateIssueRequest{Name: n, Rating: rated})
			return err
		},
	}
}

// proves AD-01
func TestWhoMayNotSeeAnIssueCannotTellItFromOneThatDoesNotExist(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	unknown := "issues/" + uuid.NewString()
	before := w.written(t)
	for _, who := range []testkit.Who{testkit.Resident2, testkit.ForeignResident, testkit.LiaisonB, testkit.Anonymous} {
		for verb, use := range w.everyCall(who) {
			there, nowhere := use(t.Context(), issue), use(t.Context(), unknown)
			if status.Code(there) == codes.OK {
				t.Errorf("%s by %v is let through", verb, who)
			}
			if a, b := shown(there, issue), shown(nowhere, unknown); a != b {
				t.Errorf("%s by %v tells:\n%s\n%s", verb, who, a, b)
			}
		}
	}
	if w.written(t) != before {
		t.Error("a stranger wrote something")
	}
	for _, verb := range []string{"get", "actions", "timeline", "reopen", "withdraw", "rate"} {
		testkit.WantFault(t, w.everyCall(testkit.Resident2)[verb](t.Context(), issue), codes.NotFound, "NOT_FOUND")
	}
}

// shown is all that a caller is told of an error, without the name that he sent himself.
func shown(err error, name string) string {
	st := status.Convert(err)
	text := st.Code().String() + " " + st.Message()
	for _, d := range st.Details() {
		text += " " + strings.ReplaceAll(strings.Join(strings.Fields(fmt.Sprint(d)), " "), name, "NAME")
	}
	return text
}

func TestWhoSeesAnIssueButMayNotActIsDeniedAndTheDenialIsAudited(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	before := w.written(t)
	for _, c := range []struct {
		who  testkit.Who
		verb string
	}{
		{testkit.Dispatcher, "reply"}, // the lead is not a unit of the street
		{testkit.LiaisonA, "close"},
		{testkit.Resident, "callback"},
		{testkit.StreetLeader, "dispatch"},
		{testkit.SystemAdmin, "rate"},
	} {
		use := w.everyCall(c.who)
		if err := use["get"](t.Context(), issue); err != nil {
			t.Errorf("%v does not see the issue: %v", c.who, err)
		}
		was := w.denials(t, "intake.issue."+c.verb)
		testkit.WantFault(t, use[c.verb](t.Context(), issue), codes.PermissionDenied, "PERMISSION_DENIED")
		if now := w.denials(t, "intake.issue."+c.verb); now != was+1 {
			t.Errorf("%s by %v: %d denials are audited, want %d", c.verb, c.who, now, was+1)
		}
	}
	if w.written(t) != before {
		t.Error("a denied verb wrote something")
	}
}

func TestNobodyWithoutSignInFilesOrListsIssues(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, err := w.As(testkit.Anonymous).CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: w.Draft(t)})
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	_, err = w.As(testkit.Anonymous).ListIssues(t.Context(), &intakev1.ListIssuesRequest{})
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
}

func TestListsShowEachCallerHisOwnIssuesAndInboxNewestFirst(t *testing.T) {
	t.Parallel()
	w := start(t)
	var filed []string
	for range 5 {
		w.Clock.Advance(time.Minute)
		filed = append([]string{w.File(t).GetName()}, filed...)
	}
	w.Clock.Advance(time.Minute)
	next := w.File(t, func(i *intakev1.Issue) { i.Community = w.Community(t, gongchen) })
	led := w.Do(t, &intakev1.Issue{Name: filed[1]}, "triage", "dispatch")
	lead := w.UnitOf(t, testkit.LiaisonA)

	for _, c := range []struct {
		title string
		who   testkit.Who
		req   *intakev1.ListIssuesRequest
		want  []string
	}{
		{"my issues", testkit.Resident, &intakev1.ListIssuesRequest{Mine: true}, append([]string{next.GetName()}, filed...)},
		{"a resident sees his own only", testkit.Resident2, &intakev1.ListIssuesRequest{}, nil},
		{"another district sees nothing", testkit.ForeignResident, &intakev1.ListIssuesRequest{}, nil},
		{"the street sees its own", testkit.Dispatcher, &intakev1.ListIssuesRequest{}, filed},
		{"the street by state", testkit.Dispatcher, &intakev1.ListIssuesRequest{SubDistrict: w.Street(demo.Xilu),
			States: []intakev1.Issue_State{intakev1.Issue_STATE_DISPATCHED, intakev1.Issue_STATE_HANDLING}}, filed[1:2]},
		{"the street asks for its neighbour's", testkit.Dispatcher, &intakev1.ListIssuesRequest{SubDistrict: w.Street(gongchen)}, nil},
		{"the unit that leads", testkit.LiaisonA, &intakev1.ListIssuesRequest{}, filed[1:2]},
		{"by lead unit", testkit.Dispatcher, &intakev1.ListIssuesRequest{LeadUnit: lead}, filed[1:2]},
		{"another unit", testkit.LiaisonB, &intakev1.ListIssuesRequest{LeadUnit: lead}, nil},
		{"by number", testkit.Resident, &intakev1.ListIssuesRequest{Number: led.GetNumber()}, filed[1:2]},
		{"the district", testkit.SystemAdmin, &intakev1.ListIssuesRequest{SubDistrict: w.Street(gongchen)}, []string{next.GetName()}},
	} {
		res, err := w.As(c.who).ListIssues(t.Context(), c.req)
		if err != nil || strings.Join(names(res), " ") != strings.Join(c.want, " ") {
			t.Errorf("%s: %v, want %v, %v", c.title, names(res), c.want, err)
		}
	}
}

func TestPagesOfAListFollowEachOtherWithoutGapOrRepetition(t *testing.T) {
	t.Parallel()
	w := start(t)
	for i := range 5 {
		if i%2 == 0 { // two of them at one instant
			w.Clock.Advance(time.Minute)
		}
		w.File(t)
	}
	whole, err := w.As(testkit.Resident).ListIssues(t.Context(), &intakev1.ListIssuesRequest{Mine: true})
	if err != nil {
		t.Fatal(err)
	}
	var paged []string
	req := &intakev1.ListIssuesRequest{Mine: true, PageSize: 2}
	for range 3 {
		page, err := w.As(testkit.Resident).ListIssues(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		paged = append(paged, names(page)...)
		req.PageToken = page.GetNextPageToken()
		w.File(t) // an issue that comes in between shows on no later page
	}
	if strings.Join(paged, " ") != strings.Join(names(whole), " ") || req.GetPageToken() != "" {
		t.Errorf("paged %v, want %v", paged, names(whole))
	}
	issue := whole.GetIssues()[0].GetName()
	w.Do(t, whole.GetIssues()[0], "triage", "dispatch", "sign")
	all := w.Timeline(t, testkit.Dispatcher, issue)
	var entries []string
	next := &intakev1.ListTimelineEntriesRequest{Parent: issue, PageSize: 4}
	for range 2 {
		page, err := w.As(testkit.Dispatcher).ListTimelineEntries(t.Context(), next)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page.GetEntries() {
			entries = append(entries, e.GetName())
		}
		next.PageToken = page.GetNextPageToken()
	}
	if len(entries) != len(all) || len(all) != 6 || next.GetPageToken() != "" {
		t.Errorf("%d entries in pages, %d in all", len(entries), len(all))
	}
}

func names(list *intakev1.ListIssuesResponse) (names []string) {
	for _, i := range list.GetIssues() {
		names = append(names, i.GetName())
	}
	return names
}
