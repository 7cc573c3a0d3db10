package intake_test

import (
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-14
func TestAReturnOfTheLeadWhileTheIssueWaitsLetsTheClocksOfThoseWhoAssistGoOn(t *testing.T) {
	t.Parallel()
	for _, wait := range []string{"requestInfo", "hold"} {
		w := start(t)
		lead, assist := w.UnitOf(t, testkit.LiaisonA), w.UnitOf(t, testkit.LiaisonB)
		issue, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: w.Do(t, w.File(t), "triage").GetName(),
			LeadUnit: lead, AssistUnits: []string{assist}, Text: "请依职权办理"})
		if err != nil {
			t.Fatal(err)
		}
		street := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.Dispatcher))
		list, err := street.ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch()})
		if err != nil {
			t.Fatal(err)
		}
		duties := map[string]string{}
		for _, a := range list.GetAssignments() {
			duties[a.GetUnit()] = a.GetName()
		}
		running := func(unit string) (clocks []*dispatchv1.Clock) {
			t.Helper()
			all, err := street.ListClocks(t.Context(), &dispatchv1.ListClocksRequest{Parent: issue.GetDispatch()})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range all.GetClocks() {
				if c.GetParent() == duties[unit] && c.GetStoppedTime() == nil {
					clocks = append(clocks, c)
				}
			}
			return clocks
		}
		leads := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonA))
		if _, err := leads.SignAssignment(t.Context(), &dispatchv1.SignAssignmentRequest{Name: duties[lead]}); err != nil {
			t.Fatal(err)
		}
		before := running(assist)
		w.Do(t, issue, wait)
		for _, c := range running(assist) {
			if c.GetDueTime() != nil {
				t.Errorf("%s: runs while the issue waits: %v", wait, c)
			}
		}
		if _, err := leads.ReturnAssignment(t.Context(), &dispatchv1.ReturnAssignmentRequest{Name: duties[lead],
			Reason: dispatchv1.Return_REASON_ALREADY_HANDLED, Note: "上周已修好"}); err != nil {
			t.Fatal(err)
		}
		w.Clock.Advance(time.Hour)
		if _, err := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.StreetLeader)).DecideObjection(t.Context(), &dispatchv1.DecideObjectionRequest{
			Name: duties[lead], Decision: dispatchv1.Objection_STATE_UPHELD, Ruling: "情况属实", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_KEEP}); err != nil {
			t.Fatal(err)
		}
		if got := w.get(t, issue.GetName()); got.GetState() != intakev1.Issue_STATE_TRIAGED {
			t.Errorf("%s: the issue is %s", wait, got.GetState())
		}
		if left := running(lead); len(left) != 0 {
			t.Errorf("%s: the lead has given it back, and its clocks are %v", wait, left)
		}
		after := running(assist)
		if len(before) == 0 || len(after) != len(before) {
			t.Fatalf("%s: of %v run %v", wait, before, after)
		}
		for i, c := range after {
			if c.GetState() != dispatchv1.Clock_STATE_RUNNING {
				t.Errorf("%s: it does not go on: %v", wait, c)
			}
			want := before[i].GetDueTime().AsTime().Add(time.Hour)
			if c.GetBasis() == dispatchv1.Clock_BASIS_ELAPSED && !c.GetDueTime().AsTime().Equal(want) {
				t.Errorf("%s: %v, want it due at %v", wait, c, want)
			}
		}
	}
}
