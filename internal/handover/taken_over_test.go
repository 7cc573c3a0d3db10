package handover_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	day      = 24 * time.Hour
	complete = dispatchv1.Clock_KIND_COMPLETE
)

// resident is a world in which a resident's issue stands behind the order.
type resident struct {
	world
	issues testkit.Issues
	issue  *intakev1.Issue
}

// startResident takes an issue as far as some verbs lead after it was filed.
func startResident(t *testing.T, verbs ...string) resident {
	t.Helper()
	issues := testkit.StartIssues(t)
	r := resident{world: world{Dispatches: testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}}, issues: issues}
	r.issue = issues.Do(t, issues.File(t), verbs...)
	r.order = r.ReadDispatch(&dispatchv1.Dispatch{Name: r.issue.GetDispatch()})
	r.duty = r.AssignmentOf(r.order, testkit.Planning)
	return r
}

func (r resident) read() *intakev1.Issue {
	r.T.Helper()
	return testkit.Must[*intakev1.Issue](r.Dispatches)(r.issues.As(testkit.Dispatcher).GetIssue(r.Ctx, &intakev1.GetIssueRequest{Name: r.issue.GetName()}))
}

// assists has the water office assist in an order.
func (w world) assists() string {
	w.T.Helper()
	d := w.Dispatched(w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: w.order.GetName(), Unit: w.UnitName(testkit.WaterOffice),
		Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "提供管线图"}))
	return w.AssignmentOf(d, testkit.WaterOffice)
}

// taken is the duty of the planning bureau that the water office takes over.
func (w world) taken() *dispatchv1.Assignment {
	w.T.Helper()
	w.offered(testkit.WaterOffice)
	return w.Assigned(w.accept(testkit.LiaisonB))
}

// takenFrom is the duty of the water office that the gardens office takes over.
func (w world) takenFrom(assist string) *dispatchv1.Assignment {
	w.T.Helper()
	testkit.Must[*dispatchv1.HandOver](w.Dispatches)(w.As(testkit.LiaisonB).HandOverAssignment(w.Ctx,
		&dispatchv1.HandOverAssignmentRequest{Name: assist, Unit: w.UnitName(testkit.GardensOffice), Reason: "管线已移交园林"}))
	return w.Assigned(w.As(testkit.LiaisonC).AcceptHandOver(w.Ctx, &dispatchv1.AcceptHandOverRequest{Name: assist}))
}

// proves DI-07, DI-27
func TestWhoTakesOverAnOrderThatNobodyHasSignedHandlesItAndItsIssueAtOnce(t *testing.T) {
	t.Parallel()
	r := startResident(t, "triage", "dispatch")
	taken := r.taken()
	if d := r.ReadDispatch(r.order); d.GetState() != dispatchv1.Dispatch_STATE_HANDLING {
		t.Errorf("the order is %v", d.GetState())
	}
	if issue := r.read(); issue.GetState() != intakev1.Issue_STATE_HANDLING || issue.GetLeadUnit() != r.UnitName(testkit.WaterOffice) {
		t.Errorf("the issue is %v, led by %s", issue.GetState(), issue.GetLeadUnit())
	}
	told := map[intakev1.TimelineEntry_Kind]int{}
	for _, e := range r.issues.Timeline(t, testkit.Resident, r.issue.GetName()) {
		told[e.GetKind()]++
		if e.GetKind() == intakev1.TimelineEntry_KIND_SIGNED && e.GetActorUnit() != r.UnitName(testkit.WaterOffice) {
			t.Errorf("signed by %s", e.GetActorUnit())
		}
	}
	if told[intakev1.TimelineEntry_KIND_SIGNED] != 1 || told[intakev1.TimelineEntry_KIND_DISPATCHED] != 2 {
		t.Errorf("the resident was told %v", told)
	}
	if _, err := r.issues.As(testkit.LiaisonB).ReplyIssue(r.Ctx, &intakev1.ReplyIssueRequest{Name: r.issue.GetName(), Text: "已办结", Contact: &intakev1.Contact{
		Time: timestamppb.New(r.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}); err != nil {
		t.Errorf("the resident is answered: %v", err)
	}
	r.Complete(testkit.LiaisonB, taken.GetName())
	if d := r.ReadDispatch(r.order); d.GetState() != dispatchv1.Dispatch_STATE_COMPLETED {
		t.Errorf("once the unit is done the order is %v", d.GetState())
	}
}

// proves DI-07
func TestAnIssueThatIsHandledIsNotSignedForAgainByWhoTakesOver(t *testing.T) {
	t.Parallel()
	r := startResident(t, "triage", "dispatch", "sign")
	r.taken()
	signed := 0
	for _, e := range r.issues.Timeline(t, testkit.Dispatcher, r.issue.GetName()) {
		if e.GetKind() == intakev1.TimelineEntry_KIND_SIGNED {
			signed++
		}
	}
	if signed != 1 || r.read().GetState() != intakev1.Issue_STATE_HANDLING {
		t.Errorf("the issue is %v and signed for %d times", r.read().GetState(), signed)
	}
}

// proves DI-27
func TestAnAssistDutyThatChangesHandsWhileNobodyLeadsLeavesTheIssueForAnotherLead(t *testing.T) {
	t.Parallel()
	r := startResident(t, "triage", "dispatch", "sign")
	assist := r.assists()
	r.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: r.duty, Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	r.takenFrom(assist)
	if issue := r.read(); issue.GetState() != intakev1.Issue_STATE_TRIAGED || issue.GetLeadUnit() != "" {
		t.Errorf("the issue is %v, led by %q", issue.GetState(), issue.GetLeadUnit())
	}
}

// proves DI-27, DI-29
func TestTheLastOpenDutyThatChangesHandsIsStillOpen(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Sign(testkit.LiaisonA, w.duty)
	assist := w.assists()
	w.Sign(testkit.LiaisonB, assist)
	w.Complete(testkit.LiaisonA, w.duty)
	w.Clock.Advance(time.Hour)
	taken := w.takenFrom(assist)
	if d := w.ReadDispatch(w.order); d.GetState() != dispatchv1.Dispatch_STATE_HANDLING || d.GetCompletedTime() != nil {
		t.Errorf("the order is %v, completed %v", d.GetState(), d.GetCompletedTime())
	}
	_, err := w.As(testkit.Dispatcher).ClearDispatch(w.Ctx, &dispatchv1.ClearDispatchRequest{Name: w.order.GetName(), Note: "已办结"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ASSIGNMENTS_OPEN")
	w.Complete(testkit.LiaisonC, taken.GetName())
	if d := w.ReadDispatch(w.order); d.GetState() != dispatchv1.Dispatch_STATE_COMPLETED {
		t.Errorf("once it is done the order is %v", d.GetState())
	}
}

// proves DI-27, IS-04
func TestADutyThatIsLateStaysLateWithWhoTakesItOverAndInTheStatistics(t *testing.T) {
	t.Parallel()
	for what, sweep := range map[string]bool{"marked": true, "not yet marked": false} {
		w := start(t)
		w.Sign(testkit.LiaisonA, w.duty)
		due := w.order.GetDueTime().AsTime()
		w.Clock.Set(due.Add(day))
		if sweep {
			w.Sweep(t)
		}
		taken := w.taken()
		w.WantTime(what, taken.GetDueTime(), due)
		if !taken.GetCompleteLate() || !w.Assignment(w.ReadDispatch(w.order), testkit.Planning).GetCompleteLate() {
			t.Errorf("%s: the late duty is in time: %v", what, taken)
		}
		c := w.ClockOf(w.order, taken.GetName(), complete)
		w.WantTime(what, c.GetDueTime(), due)
		if c.GetState() != dispatchv1.Clock_STATE_BREACHED {
			t.Errorf("%s: the clock is %v", what, c)
		}
		w.Sweep(t)
		if n := w.Count("select count(*) from event where type = 'haolinju.dispatch.clock.breached.v1' and data->>'kind' = 'COMPLETE'"); n != 1 {
			t.Errorf("%s: the breach was told %d times", what, n)
		}
		w.Clock.Advance(time.Hour)
		w.Complete(testkit.LiaisonB, taken.GetName())
		w.Kit.Count(t)
		list, err := insightv1.NewInsightServiceClient(w.Conn(testkit.AuditAdmin)).ListPerformances(w.Ctx,
			&insightv1.ListPerformancesRequest{Period: "2026-12", Dimension: insightv1.Performance_DIMENSION_SUB_DISTRICT})
		if err != nil || len(list.GetPerformances()) != 1 || list.GetPerformances()[0].GetLateCount() != 1 || list.GetPerformances()[0].GetOnTimeCount() != 0 {
			t.Errorf("%s: the street's statistics are %v, %v", what, list, err)
		}
	}
}

// A whole new limit is not to be had in the last minute either.
//
// proves DI-27
func TestADutyThatIsDueInASecondIsDueThenForWhoTakesItOver(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Sign(testkit.LiaisonA, w.duty)
	due := w.order.GetDueTime().AsTime()
	w.Clock.Set(due.Add(-time.Second))
	taken := w.taken()
	w.WantTime("what is left of the time", taken.GetDueTime(), due)
	w.Clock.Set(due)
	w.Sweep(t)
	if !w.Assignment(w.ReadDispatch(w.order), testkit.WaterOffice).GetCompleteLate() {
		t.Error("it has run out")
	}
}

// proves DI-14, DI-15, DI-27
func TestWhoTakesOverHasTheExtensionsAndPausesAndTheOwnDueTimeOfTheDuty(t *testing.T) {
	t.Parallel()
	r := startResident(t, "triage", "dispatch", "sign")
	assist := r.assists()
	r.Sign(testkit.LiaisonB, assist)
	first := r.Assignment(r.ReadDispatch(r.order), testkit.WaterOffice).GetDueTime().AsTime()
	testkit.Must[*dispatchv1.Extension](r.Dispatches)(r.As(testkit.LiaisonB).RequestExtension(r.Ctx, &dispatchv1.RequestExtensionRequest{Name: assist,
		DueTime: timestamppb.New(first.Add(3 * day)), Reason: "测绘单位需重新出具报告"}))
	testkit.Must[*dispatchv1.Extension](r.Dispatches)(r.As(testkit.StreetLeader).DecideExtension(r.Ctx, &dispatchv1.DecideExtensionRequest{Name: assist,
		Decision: dispatchv1.Extension_STATE_APPROVED, Note: "情况属实"}))
	r.issues.Do(t, r.issue, "hold")
	r.Clock.Advance(2 * day)
	r.issues.Do(t, r.issue, "release")
	waited := 2*day + time.Minute
	r.Clock.Advance(time.Hour)
	before := r.ClockOf(r.order, assist, complete)
	taken := r.takenFrom(assist)
	r.WantTime("the duty's own due time", taken.GetDueTime(), first.Add(3*day+waited))
	r.WantTime("before it was extended", taken.GetOriginalDueTime(), first)
	if taken.GetExtensionCount() != 1 || taken.GetCompleteLate() {
		t.Errorf("taken over as %v", taken)
	}
	after := r.ClockOf(r.order, taken.GetName(), complete)
	r.WantTime("counted from the beginning of the duty", after.GetStartTime(), before.GetStartTime().AsTime())
	why := testkit.Must[*dispatchv1.ClockExplanation](r.Dispatches)(r.As(testkit.LiaisonC).ExplainClock(r.Ctx, &dispatchv1.ExplainClockRequest{Name: after.GetName()}))
	if len(why.GetExtensions()) != 1 || len(why.GetSpans()) != 3 || why.GetSpans()[1].GetCause() != "ON_HOLD" {
		t.Errorf("it is due because of %v", why)
	}
	r.issues.Do(t, r.issue, "hold")
	r.Clock.Advance(day)
	r.issues.Do(t, r.issue, "release")
	r.WantTime("and another wait counts for it too", r.Assignment(r.ReadDispatch(r.order), testkit.GardensOffice).GetDueTime(), first.Add(3*day+waited+day+time.Minute))
}

// proves DI-14, DI-27
func TestADutyThatIsTakenOverWhileTheIssueWaitsStandsStill(t *testing.T) {
	t.Parallel()
	r := startResident(t, "triage", "dispatch", "sign", "hold")
	due := r.order.GetDueTime().AsTime()
	r.Clock.Advance(8 * day)
	taken := r.taken()
	for _, c := range r.ClocksOf(r.order) {
		if c.GetParent() == taken.GetName() && c.GetState() != dispatchv1.Clock_STATE_PAUSED {
			t.Errorf("while the issue waits: %v", c)
		}
	}
	r.issues.Do(t, r.issue, "release")
	r.WantTime("what was left when the wait began", r.Assignment(r.ReadDispatch(r.order), testkit.WaterOffice).GetDueTime(), due.Add(8*day+time.Minute))
	r.Clock.Advance(2 * time.Hour)
	r.Kit.Count(t)
	ledger := testkit.Must[*dispatchv1.Ledger](r.Dispatches)(r.As(testkit.Dispatcher).GetLedger(r.Ctx, &dispatchv1.GetLedgerRequest{Name: r.order.GetName()}))
	for _, l := range ledger.GetLines() {
		if l.GetUnit() == r.UnitName(testkit.WaterOffice) && (l.GetWaiting().AsDuration() != time.Minute || l.GetWorking().AsDuration() != 2*time.Hour) {
			t.Errorf("the unit has held it for %v", l)
		}
	}
}

// proves DI-07
func TestADutyOfWhichAUnitIsOnlyInformedMeanwhileIsNotTakenOver(t *testing.T) {
	t.Parallel()
	w := start(t)
	assist := w.assists()
	testkit.Must[*dispatchv1.HandOver](w.Dispatches)(w.As(testkit.LiaisonB).HandOverAssignment(w.Ctx,
		&dispatchv1.HandOverAssignmentRequest{Name: assist, Unit: w.UnitName(testkit.GardensOffice), Reason: "管线已移交园林"}))
	w.Dispatched(w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: w.order.GetName(), Unit: w.UnitName(testkit.WaterOffice),
		Role: dispatchv1.Assignment_ROLE_INFORMED, Duty: "知会"}))
	_, err := w.As(testkit.LiaisonC).AcceptHandOver(w.Ctx, &dispatchv1.AcceptHandOverRequest{Name: assist})
	testkit.WantFault(t, err, codes.FailedPrecondition, "HAND_OVER_INFORMED")
}
