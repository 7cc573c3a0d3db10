package timing_test

import (
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// stages are the stage-report clocks of a unit, oldest first.
func stages(s testkit.Dispatches, d *dispatchv1.Dispatch, code string) (all []*dispatchv1.Clock) {
	s.T.Helper()
	for _, c := range s.ClocksOf(d) {
		if c.GetKind() == dispatchv1.Clock_KIND_STAGE_REPORT && c.GetParent() == s.AssignmentOf(d, code) {
			all = append(all, c)
		}
	}
	return all
}

func report(s testkit.Dispatches, who testkit.Who, assignment string) {
	s.T.Helper()
	s.Assigned(s.As(who).ReportStage(s.Ctx, &dispatchv1.ReportStageRequest{Name: assignment, Text: "已关阀", NextStep: "更换管段"}))
}

// In an emergency who has reported in tells every two hours how far the work is.
//
// proves DI-13, DI-17
func TestAStageReportIsDueAfterTheReportInAndAgainAfterEachUntilTheWorkEnds(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	water := s.AssignmentOf(d, testkit.WaterOffice)
	s.Sign(testkit.LiaisonB, water)
	if got := stages(s, d, testkit.WaterOffice); len(got) != 0 {
		t.Errorf("before the report-in: %v", got)
	}
	s.ReportIn(testkit.LiaisonB, water, true)
	s.WantTime("the first", stages(s, d, testkit.WaterOffice)[0].GetDueTime(), testkit.Epoch.Add(2*time.Hour))
	s.Clock.Advance(time.Hour)
	report(s, testkit.LiaisonB, water)
	got := stages(s, d, testkit.WaterOffice)
	if len(got) != 2 || got[0].GetState() != dispatchv1.Clock_STATE_MET {
		t.Fatalf("after the first report: %v", got)
	}
	s.WantTime("the second", got[1].GetDueTime(), testkit.Epoch.Add(3*time.Hour))
	s.Clock.Advance(time.Hour)
	s.Sweep(t)
	if w := stages(s, d, testkit.WaterOffice)[1].GetWarnedTime(); w == nil {
		t.Error("nobody was warned at half of the time")
	}
	s.Clock.Advance(time.Hour)
	s.Sweep(t)
	s.Sweep(t)
	if n := s.Count(marked + " and data->>'kind' = 'STAGE_REPORT'"); n != 1 {
		t.Errorf("the breach was told %d times", n)
	}
	report(s, testkit.LiaisonB, water)
	got = stages(s, d, testkit.WaterOffice)
	if len(got) != 3 || got[1].GetState() != dispatchv1.Clock_STATE_MISSED || got[2].GetState() != dispatchv1.Clock_STATE_RUNNING {
		t.Fatalf("after the late report: %v", got)
	}
	if !s.Assignment(s.ReadDispatch(d), testkit.WaterOffice).GetStageReportLate() {
		t.Error("the unit was late")
	}
	s.Clock.Advance(time.Minute)
	s.Complete(testkit.LiaisonB, water)
	if got := stages(s, d, testkit.WaterOffice); len(got) != 3 || got[2].GetState() != dispatchv1.Clock_STATE_MET {
		t.Errorf("when the work is done: %v", got)
	}
}

// proves DI-12, DI-13
func TestAnOrderAsksForStageReportsOnlyWhereALineSaysSoAndThenFromTheSigningOn(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	plain := s.Order()
	s.Sign(testkit.LiaisonA, s.AssignmentOf(plain, testkit.Planning))
	if got := stages(s, plain, testkit.Planning); len(got) != 0 {
		t.Errorf("without a line: %v", got)
	}
	s.Settle(t, "dispatch.limits", `[{"clock": "STAGE_REPORT", "kind": "ORDER", "minutes": 4320, "basis": "WORKING_DAYS", "source": "区督查室通知"}]`)
	d := s.Order()
	if got := stages(s, d, testkit.Planning); len(got) != 0 {
		t.Errorf("before the signing: %v", got)
	}
	s.Sign(testkit.LiaisonA, s.AssignmentOf(d, testkit.Planning))
	got := stages(s, d, testkit.Planning)
	if len(got) != 1 {
		t.Fatalf("after the signing: %v", got)
	}
	s.WantTime("in three working days", got[0].GetDueTime(), s.Clock.Now(0).Add(3*24*time.Hour))
	s.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: s.AssignmentOf(d, testkit.Planning), Reason: dispatchv1.Return_REASON_DUPLICATE})
	if got := stages(s, d, testkit.Planning); got[0].GetStoppedTime() == nil {
		t.Errorf("a unit that has given its duty back reports: %v", got)
	}
}
