package dispatch_test

import (
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	leads    = dispatchv1.Assignment_ROLE_LEAD
	assists  = dispatchv1.Assignment_ROLE_ASSIST
	informed = dispatchv1.Assignment_ROLE_INFORMED
)

// cast gives a unit a role.
func cast(s testkit.Dispatches, d *dispatchv1.Dispatch, code string, role dispatchv1.Assignment_Role) *dispatchv1.Dispatch {
	s.T.Helper()
	return s.Dispatched(s.As(testkit.Dispatcher).AssignUnit(s.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: s.UnitName(code), Role: role, Duty: "办理"}))
}

// signedLead is an issue whose order the water office is to lead, which has signed for it in another role.
type signedLead struct {
	testkit.Dispatches
	issues testkit.Issues
	issue  *intakev1.Issue
	order  *dispatchv1.Dispatch
}

// startSigned has the water office sign for an order in a role, which the planning bureau leads that has not signed.
func startSigned(t *testing.T, role dispatchv1.Assignment_Role) signedLead {
	t.Helper()
	issues := testkit.StartIssues(t)
	w := signedLead{Dispatches: testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}, issues: issues}
	w.issue = issues.Do(t, issues.File(t), "triage", "dispatch")
	w.order = cast(w.Dispatches, &dispatchv1.Dispatch{Name: w.issue.GetDispatch()}, testkit.WaterOffice, role)
	w.Sign(testkit.LiaisonB, w.AssignmentOf(w.order, testkit.WaterOffice))
	if got := stateOf(w.Dispatches, w.issue); got != intakev1.Issue_STATE_DISPATCHED {
		t.Fatalf("before its lead has signed the issue is %v", got)
	}
	return w
}

// wantHandled asks that the water office handles the issue and can bring it to its end.
func (w signedLead) wantHandled() {
	w.T.Helper()
	d := w.ReadDispatch(w.order)
	if got := stateOf(w.Dispatches, w.issue); got != intakev1.Issue_STATE_HANDLING || d.GetState() != dispatchv1.Dispatch_STATE_HANDLING {
		w.T.Errorf("the issue is %v, its order %v", got, d.GetState())
	}
	signed := 0
	for _, e := range w.issues.Timeline(w.T, testkit.Resident, w.issue.GetName()) {
		if e.GetKind() == intakev1.TimelineEntry_KIND_SIGNED {
			signed++
		}
	}
	if signed != 1 {
		w.T.Errorf("the resident was told %d times that it is signed for", signed)
	}
	if _, err := w.issues.As(testkit.LiaisonB).ReplyIssue(w.Ctx, &intakev1.ReplyIssueRequest{Name: w.issue.GetName(), Text: "已办结", Contact: &intakev1.Contact{
		Time: timestamppb.New(w.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}); err != nil {
		w.T.Errorf("the resident is answered: %v", err)
	}
}

// proves DI-06
func TestAnAssistingUnitThatHasSignedHandlesTheIssueOnceItLeadsInThePlaceOfOneThatHasNot(t *testing.T) {
	t.Parallel()
	w := startSigned(t, assists)
	cast(w.Dispatches, w.order, testkit.WaterOffice, leads)
	w.wantHandled()
}

// proves DI-06, DI-08
func TestAnAssistingUnitThatHasSignedHandlesTheIssueOnceItLeadsAfterTheLeadGaveItBack(t *testing.T) {
	t.Parallel()
	w := startSigned(t, assists)
	w.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: w.AssignmentOf(w.order, testkit.Planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	cast(w.Dispatches, w.order, testkit.WaterOffice, leads)
	w.wantHandled()
}

// proves DI-06
func TestAnInformedUnitThatHasSignedHandlesTheIssueOnceItLeads(t *testing.T) {
	t.Parallel()
	for _, way := range [][]dispatchv1.Assignment_Role{{leads}, {assists, leads}} {
		w := startSigned(t, informed)
		for _, role := range way {
			if d := cast(w.Dispatches, w.order, testkit.WaterOffice, role); d.GetState() != dispatchv1.Dispatch_STATE_HANDLING {
				t.Errorf("as %v it leaves the order %v", role, d.GetState())
			}
		}
		w.wantHandled()
	}
}

// proves DI-06
func TestAUnitThatHasSignedHandlesTheIssueOnceTheDistrictHasItLead(t *testing.T) {
	t.Parallel()
	for _, role := range []dispatchv1.Assignment_Role{assists, informed} {
		w := startSigned(t, role)
		w.Dispatched(w.As(testkit.StreetLeader).EscalateDispatch(w.Ctx, &dispatchv1.EscalateDispatchRequest{Name: w.order.GetName(), Reason: "街道无法协调"}))
		w.Dispatched(w.As(testkit.DistrictLeader).DecideEscalation(w.Ctx, &dispatchv1.DecideEscalationRequest{Name: w.order.GetName(), Instruction: "由水务局主办",
			LeadUnit: w.UnitName(testkit.WaterOffice)}))
		w.wantHandled()
	}
}

// A lead that has signed is not told to have done so again whenever somebody else is called.
//
// proves DI-06
func TestAUnitThatIsCalledBesideALeadThatHasSignedSignsForNobody(t *testing.T) {
	t.Parallel()
	w := startSigned(t, assists)
	cast(w.Dispatches, w.order, testkit.WaterOffice, leads)
	cast(w.Dispatches, w.order, testkit.GardensOffice, assists)
	w.wantHandled()
}

// clocksBy are how many clocks of each kind a duty has that run.
func clocksBy(s testkit.Dispatches, d *dispatchv1.Dispatch, duty string) map[dispatchv1.Clock_Kind]int {
	s.T.Helper()
	running := map[dispatchv1.Clock_Kind]int{}
	for _, c := range s.ClocksOf(d) {
		if c.GetParent() == duty && c.GetStoppedTime() == nil {
			running[c.GetKind()]++
		}
	}
	return running
}

// proves DI-05, DI-13
func TestAUnitThatHasSignedIsNotToSignAgainWhenItMustActAgain(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := cast(s, s.Order(), testkit.WaterOffice, assists)
	duty := s.AssignmentOf(d, testkit.WaterOffice)
	s.Sign(testkit.LiaisonB, duty)
	cast(s, d, testkit.WaterOffice, informed)
	if got := clocksBy(s, d, duty); len(got) != 0 {
		t.Errorf("who is only informed has %v", got)
	}
	cast(s, d, testkit.WaterOffice, assists)
	if got := clocksBy(s, d, duty); got[dispatchv1.Clock_KIND_SIGN] != 0 || got[dispatchv1.Clock_KIND_COMPLETE] != 1 {
		t.Errorf("who has signed and must act again has %v", got)
	}
	s.Clock.Advance(2 * 24 * time.Hour)
	s.Sweep(t)
	if s.Assignment(s.ReadDispatch(d), testkit.WaterOffice).GetSignLate() {
		t.Error("it has signed in time")
	}
	s.Complete(testkit.LiaisonB, duty)
}

// proves DI-05, DI-13
func TestAUnitThatHasReportedInIsNotToComeAgainAndReportsOnItsStagesWhenItMustActAgain(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	duty := s.AssignmentOf(d, testkit.Planning)
	s.Sign(testkit.LiaisonA, duty)
	s.ReportIn(testkit.LiaisonA, duty, true)
	cast(s, d, testkit.Planning, informed)
	cast(s, d, testkit.Planning, assists)
	if got := clocksBy(s, d, duty); got[dispatchv1.Clock_KIND_SIGN] != 0 || got[dispatchv1.Clock_KIND_REPORT_IN] != 0 || got[dispatchv1.Clock_KIND_STAGE_REPORT] != 1 {
		t.Errorf("who has reported in and must act again has %v", got)
	}
	s.Clock.Advance(time.Hour)
	s.Sweep(t)
	if a := s.Assignment(s.ReadDispatch(d), testkit.Planning); a.GetSignLate() || a.GetReportInLate() {
		t.Errorf("it has come in time: %v", a)
	}
}

// A unit that is only informed may sign, and only then must act: it is to come still, and not to sign.
//
// proves DI-05
func TestAnInformedUnitThatHasSignedIsOnlyToComeWhenItMustAct(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := cast(s, s.Emergency(), "HWZX", informed)
	duty := s.AssignmentOf(d, "HWZX")
	s.Sign(demo.LiaisonK, duty)
	cast(s, d, "HWZX", assists)
	if got := clocksBy(s, d, duty); got[dispatchv1.Clock_KIND_SIGN] != 0 || got[dispatchv1.Clock_KIND_REPORT_IN] != 1 || got[dispatchv1.Clock_KIND_STAGE_REPORT] != 0 {
		t.Errorf("it has %v", got)
	}
}
