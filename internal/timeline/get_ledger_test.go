package timeline_test

import (
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// held is what a line of a ledger says.
type held struct {
	working, waiting time.Duration
	holding          bool
}

// wantLedger compares the ledger of the whistle, after all that has happened is written down, by units.
func (w world) wantLedger(when string, want map[string]held) {
	w.T.Helper()
	w.Kit.Count(w.T)
	ledger := testkit.Must[*dispatchv1.Ledger](w.Dispatches)(w.As(testkit.LiaisonB).GetLedger(w.Ctx, &dispatchv1.GetLedgerRequest{Name: w.whistle.GetName()}))
	got := map[string]held{}
	for _, l := range ledger.GetLines() {
		got[l.GetUnit()] = held{l.GetWorking().AsDuration().Round(time.Second), l.GetWaiting().AsDuration().Round(time.Second), l.GetHolding()}
	}
	for code, line := range want {
		if has, ok := got[w.UnitName(code)]; !ok || has != line {
			w.T.Errorf("%s: %s held %+v, want %+v", when, code, has, line)
		}
	}
	if len(got) != len(want) {
		w.T.Errorf("%s: lines of %v", when, got)
	}
}

// object has a unit object to its duty.
func (w world) object(who testkit.Who, duty string) {
	w.T.Helper()
	w.Assigned(w.As(who).ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY, Clause: "三定方案第四条"}))
}

// overrule has the street refuse to take a duty back.
func (w world) overrule(duty string) {
	w.T.Helper()
	testkit.Must[*dispatchv1.Objection](w.Dispatches)(w.As(testkit.StreetLeader).DecideObjection(w.Ctx, &dispatchv1.DecideObjectionRequest{Name: duty,
		Decision: dispatchv1.Objection_STATE_OVERRULED, Ruling: "属法定职责", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_PAUSE}))
}

// adjudicate has the district do so.
func (w world) adjudicate(duty string) {
	w.T.Helper()
	w.Dispatched(w.As(testkit.DistrictLeader).AdjudicateDispatch(w.Ctx, &dispatchv1.AdjudicateDispatchRequest{Name: w.whistle.GetName(), Assignment: duty,
		Decision: dispatchv1.Objection_STATE_OVERRULED, Ruling: "属法定职责", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_PAUSE}))
}

func TestTheLedgerTellsWhoHeldAMatterForHowLong(t *testing.T) {
	t.Parallel()
	w := start(t)
	lead, planning := w.AssignmentOf(w.whistle, testkit.WaterOffice), w.AssignmentOf(w.whistle, testkit.Planning)
	w.Sign(testkit.LiaisonB, lead)
	w.ReportIn(testkit.LiaisonB, lead, true)
	w.Clock.Advance(time.Hour)
	w.object(testkit.LiaisonA, planning)
	w.Clock.Advance(2 * time.Hour)
	w.overrule(planning)
	w.Complete(testkit.LiaisonB, lead)
	w.Clock.Advance(3 * time.Hour)
	w.wantLedger("three hours after the lead was done", map[string]held{demo.Xilu: {2 * time.Hour, 0, false}, testkit.WaterOffice: {3 * time.Hour, 0, false},
		testkit.Planning: {4 * time.Hour, 2 * time.Hour, true}, testkit.GardensOffice: {6 * time.Hour, 0, true}})
}

func TestTheStreetWaitsForTheDistrictWhileAnObjectionOfTheDistrictsIsOpenAndNotForItsOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	planning, gardens := w.AssignmentOf(w.whistle, testkit.Planning), w.AssignmentOf(w.whistle, testkit.GardensOffice)
	w.Clock.Advance(time.Hour)
	w.object(testkit.LiaisonA, planning) // the first in the matter: the street's
	w.Clock.Advance(time.Hour)
	w.object(testkit.LiaisonC, gardens) // the second: the district's
	w.Clock.Advance(time.Hour)
	w.adjudicate(gardens)
	w.Clock.Advance(time.Hour)
	w.wantLedger("after the district has ruled", map[string]held{demo.Xilu: {2 * time.Hour, time.Hour, true}, testkit.WaterOffice: {4 * time.Hour, 0, true},
		testkit.Planning: {time.Hour, 3 * time.Hour, true}, testkit.GardensOffice: {3 * time.Hour, time.Hour, true}})
	w.overrule(planning)
	w.Clock.Advance(time.Hour)
	w.wantLedger("after both have ruled", map[string]held{demo.Xilu: {2 * time.Hour, time.Hour, false}, testkit.WaterOffice: {5 * time.Hour, 0, true},
		testkit.Planning: {2 * time.Hour, 3 * time.Hour, true}, testkit.GardensOffice: {4 * time.Hour, time.Hour, true}})
}

func TestTheStreetWaitsForTheRulingThatIsLeftAfterItsEscalationIsDecided(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.street_objections", "0")
	planning := w.AssignmentOf(w.whistle, testkit.Planning)
	w.Clock.Advance(time.Hour)
	w.Dispatched(w.As(testkit.StreetLeader).EscalateDispatch(w.Ctx, &dispatchv1.EscalateDispatchRequest{Name: w.whistle.GetName(), Reason: "管线权属跨区"}))
	w.Clock.Advance(time.Hour)
	w.object(testkit.LiaisonA, planning)
	w.Clock.Advance(time.Hour)
	if d := w.Dispatched(w.As(testkit.DistrictLeader).DecideEscalation(w.Ctx, &dispatchv1.DecideEscalationRequest{Name: w.whistle.GetName(), Instruction: "按区应急预案办理"})); d.GetState() != dispatchv1.Dispatch_STATE_ADJUDICATION {
		t.Fatalf("decided, it is %v", d.GetState())
	}
	w.Clock.Advance(time.Hour)
	w.wantLedger("before the ruling", map[string]held{demo.Xilu: {0, 3 * time.Hour, true}, testkit.WaterOffice: {4 * time.Hour, 0, true},
		testkit.Planning: {2 * time.Hour, 2 * time.Hour, true}, testkit.GardensOffice: {4 * time.Hour, 0, true}})
	w.adjudicate(planning)
	w.Clock.Advance(time.Hour)
	w.wantLedger("after it", map[string]held{demo.Xilu: {0, 3 * time.Hour, false}, testkit.WaterOffice: {5 * time.Hour, 0, true},
		testkit.Planning: {3 * time.Hour, 2 * time.Hour, true}, testkit.GardensOffice: {5 * time.Hour, 0, true}})
}

func TestAUnitHoldsAMatterWhileItHasToActAndNotWhileItIsOnlyInformed(t *testing.T) {
	t.Parallel()
	w := start(t)
	cast := func(code string, role dispatchv1.Assignment_Role) {
		t.Helper()
		w.Dispatched(w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: w.whistle.GetName(), Unit: w.UnitName(code), Role: role, Duty: "协助抢修"}))
	}
	w.Clock.Advance(time.Hour)
	cast(testkit.GardensOffice, dispatchv1.Assignment_ROLE_INFORMED)
	cast(testkit.Planning, dispatchv1.Assignment_ROLE_INFORMED)
	w.Clock.Advance(time.Hour)
	cast(testkit.Suzhuang, dispatchv1.Assignment_ROLE_ASSIST)
	w.Clock.Advance(time.Hour)
	cast(testkit.Planning, dispatchv1.Assignment_ROLE_LEAD) // and the water office assists
	w.Clock.Advance(time.Hour)
	w.wantLedger("after four hours", map[string]held{demo.Xilu: {0, 0, false}, testkit.WaterOffice: {4 * time.Hour, 0, true},
		testkit.Planning: {2 * time.Hour, 0, true}, testkit.GardensOffice: {time.Hour, 0, false}, testkit.Suzhuang: {2 * time.Hour, 0, true}})
}
