package intake_test

import (
	"slices"
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AP-04
func TestAUnitThatAssistsIsListedAnIssueFromItsOrderUntilTheLeadReturnsIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	lead, assist := w.UnitOf(t, testkit.LiaisonA), w.UnitOf(t, testkit.LiaisonB)
	var want []string // newest first
	for range 5 {
		w.Clock.Advance(time.Minute)
		issue := w.Do(t, w.File(t), "triage")
		if _, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: issue.GetName(), LeadUnit: lead,
			AssistUnits: []string{assist}}); err != nil {
			t.Fatal(err)
		}
		want = append([]string{issue.GetName()}, want...)
	}
	listed := func(order string, states ...intakev1.Issue_State) (all []string) {
		t.Helper()
		req := &intakev1.ListIssuesRequest{PageSize: 2, OrderBy: order, WithTotal: true, States: states}
		for {
			page, err := w.As(testkit.LiaisonB).ListIssues(t.Context(), req)
			if err != nil || page.GetTotalSize() != int32(len(want)) {
				t.Fatalf("%v, %v", page, err)
			}
			all = append(all, names(page)...)
			if req.PageToken = page.GetNextPageToken(); req.PageToken == "" {
				return all
			}
		}
	}
	for _, states := range [][]intakev1.Issue_State{nil, {intakev1.Issue_STATE_DISPATCHED}, {intakev1.Issue_STATE_DISPATCHED, intakev1.Issue_STATE_CLOSED}} {
		if got := listed("", states...); !slices.Equal(got, want) {
			t.Errorf("in %v: %v, want %v", states, got, want)
		}
	}
	oldest := slices.Clone(want)
	slices.Reverse(oldest)
	for _, order := range []string{"create_time", "due_time", "number"} {
		if got := listed(order); !slices.Equal(got, oldest) {
			t.Errorf("by %s: %v, want %v", order, got, oldest)
		}
	}
	work := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonA))
	issue, err := w.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: want[0]})
	if err != nil {
		t.Fatal(err)
	}
	list, err := work.ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch(), Filter: `unit = "` + lead + `"`})
	if err != nil || len(list.GetAssignments()) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	duty := list.GetAssignments()[0].GetName()
	if _, err := work.ReturnAssignment(t.Context(), &dispatchv1.ReturnAssignmentRequest{Name: duty,
		Reason: dispatchv1.Return_REASON_ALREADY_HANDLED, Note: "上周已修好"}); err != nil {
		t.Fatal(err)
	}
	if _, err := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.StreetLeader)).DecideObjection(t.Context(), &dispatchv1.DecideObjectionRequest{Name: duty,
		Decision: dispatchv1.Objection_STATE_UPHELD, Ruling: "情况属实", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_KEEP}); err != nil {
		t.Fatal(err)
	}
	want = want[1:]
	if got := listed(""); !slices.Equal(got, want) {
		t.Errorf("after the return: %v, want %v", got, want)
	}
}
