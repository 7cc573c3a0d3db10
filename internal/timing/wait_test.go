package timing_test

import (
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// assign has the street give a unit a role.
func (r residents) assign(d *dispatchv1.Dispatch, code string, role dispatchv1.Assignment_Role) *dispatchv1.Dispatch {
	r.T.Helper()
	return r.Dispatched(r.Dispatches.As(testkit.Dispatcher).AssignUnit(r.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: r.Dispatches.UnitName(code),
		Role: role, Duty: "办理"}))
}

// clocks are those of the last duty of a unit that are not stopped.
func (r residents) clocks(d *dispatchv1.Dispatch, code string) (all []*dispatchv1.Clock) {
	r.T.Helper()
	duty := r.AssignmentOf(r.ReadDispatch(d), code)
	for _, c := range r.ClocksOf(d) {
		if c.GetParent() == duty && c.GetStoppedTime() == nil {
			all = append(all, c)
		}
	}
	return all
}

// wantAll asks that all clocks of a unit are in a state, so many.
func (r residents) wantAll(what string, d *dispatchv1.Dispatch, code string, state dispatchv1.Clock_State, n int) {
	r.T.Helper()
	all := r.clocks(d, code)
	if len(all) != n {
		r.T.Errorf("%s: %d clocks, want %d", what, len(all), n)
	}
	for _, c := range all {
		if c.GetState() != state {
			r.T.Errorf("%s: %v is %v", what, c.GetKind(), c.GetState())
		}
	}
}

// The resident is asked, or the matter is on hold: who is called meanwhile, to lead or to assist, waits like who was called before.
//
// proves DI-14
func TestAClockThatStartsWhileTheIssueWaitsStandsStillUntilTheWaitEndsAndLosesNothing(t *testing.T) {
	t.Parallel()
	for wait, end := range map[string]string{"hold": "release", "requestInfo": "provideInfo"} {
		r := startResidents(t)
		issue, d := r.ordered()
		due := d.GetDueTime().AsTime()
		r.Do(t, issue, "sign")
		r.Dispatches.Clock.Advance(24 * time.Hour)
		r.Do(t, issue, wait)
		r.Dispatches.Clock.Advance(24 * time.Hour)
		r.assign(d, testkit.WaterOffice, dispatchv1.Assignment_ROLE_ASSIST)
		r.wantAll(wait, d, testkit.WaterOffice, dispatchv1.Clock_STATE_PAUSED, 2)
		r.Dispatches.Clock.Advance(9 * 24 * time.Hour) // past the due time of the order
		r.assign(d, testkit.GardensOffice, dispatchv1.Assignment_ROLE_LEAD)
		r.wantAll(wait, d, testkit.GardensOffice, dispatchv1.Clock_STATE_PAUSED, 3)
		r.Dispatches.Sweep(t)
		if n := r.Count("select count(*) from event where type = 'haolinju.dispatch.clock.breached.v1' and data->>'kind' <> 'FIRST_CONTACT'"); n != 0 {
			t.Errorf("%s: %d breaches", wait, n)
		}
		called := r.Dispatches.Clock.Now(0)
		r.Do(t, issue, end)
		waited := 10*24*time.Hour + time.Minute
		now := r.ReadDispatch(d)
		for _, code := range []string{testkit.Planning, testkit.WaterOffice, testkit.GardensOffice} {
			r.WantTime(wait+": "+code, r.Assignment(now, code).GetDueTime(), due.Add(waited))
		}
		r.WantTime(wait+": the order", now.GetDueTime(), due.Add(waited))
		c := r.ClockOf(now, r.AssignmentOf(now, testkit.GardensOffice), dispatchv1.Clock_KIND_COMPLETE)
		why := testkit.Must[*dispatchv1.ClockExplanation](r.Dispatches)(r.Dispatches.As(testkit.Dispatcher).ExplainClock(r.Ctx, &dispatchv1.ExplainClockRequest{Name: c.GetName()}))
		if len(why.GetSpans()) != 2 || why.GetSpans()[0].GetTreatment() != dispatchv1.Span_TREATMENT_PAUSED || why.GetSpans()[0].GetCause() == "" {
			t.Fatalf("%s: explained by %v", wait, why)
		}
		r.WantTime(wait+": it stood still from the call", why.GetSpans()[0].GetStartTime(), called)
		r.WantTime(wait+": until the end of the wait", why.GetSpans()[0].GetEndTime(), called.Add(time.Minute))
	}
}

// The only unit was late before the wait began, so that no clock stands still.
//
// proves DI-14
func TestAClockThatStartsWhileTheIssueWaitsStandsStillThoughNoOtherOneDoes(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	issue, d := r.ordered()
	r.Do(t, issue, "sign")
	r.Dispatches.Clock.Advance(8 * 24 * time.Hour)
	r.Dispatches.Sweep(t)
	r.Do(t, issue, "hold")
	r.assign(d, testkit.WaterOffice, dispatchv1.Assignment_ROLE_ASSIST)
	r.wantAll("on hold", d, testkit.WaterOffice, dispatchv1.Clock_STATE_PAUSED, 2)
	r.Do(t, issue, "release")
	r.wantAll("released", d, testkit.WaterOffice, dispatchv1.Clock_STATE_RUNNING, 2)
}

// proves DI-13, DI-14
func TestAStageReportThatIsAwaitedFromASignatureDuringTheWaitStandsStill(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	r.Dispatches.Settle(t, "dispatch.limits", `[{"clock": "STAGE_REPORT", "kind": "ORDER", "minutes": 2880, "basis": "ELAPSED", "source": "区办通知"}]`)
	issue, d := r.ordered()
	r.Do(t, issue, "sign")
	d = r.assign(d, testkit.WaterOffice, dispatchv1.Assignment_ROLE_ASSIST)
	r.Do(t, issue, "hold")
	r.Sign(testkit.LiaisonB, r.AssignmentOf(d, testkit.WaterOffice))
	r.wantAll("on hold", d, testkit.WaterOffice, dispatchv1.Clock_STATE_PAUSED, 2)
	r.Dispatches.Clock.Advance(24 * time.Hour)
	released := r.Dispatches.Clock.Now(0).Add(time.Minute).Truncate(time.Second)
	r.Do(t, issue, "release")
	for _, c := range r.clocks(d, testkit.WaterOffice) {
		if c.GetKind() == dispatchv1.Clock_KIND_STAGE_REPORT {
			if got := c.GetDueTime().AsTime().Truncate(time.Second); !got.Equal(released.Add(48 * time.Hour)) {
				t.Errorf("the stage report is due %v", got)
			}
		}
	}
}

// The lead gives the matter back while it is on hold: whoever is called then need not wait for that to end.
//
// proves DI-08, DI-14
func TestAClockThatStartsOnceTheLeadHasEndedTheWaitByGivingItBackRuns(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	issue, d := r.ordered()
	r.Do(t, issue, "sign")
	d = r.assign(d, testkit.WaterOffice, dispatchv1.Assignment_ROLE_ASSIST)
	r.Do(t, issue, "hold")
	r.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: r.AssignmentOf(d, testkit.Planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	r.assign(d, testkit.GardensOffice, dispatchv1.Assignment_ROLE_LEAD)
	r.wantAll("the new lead", d, testkit.GardensOffice, dispatchv1.Clock_STATE_RUNNING, 3)
}

// The resident is asked while nobody leads: the wait is the street's, and ends without any clock.
//
// proves DI-14
func TestAClockThatStartsWhileOnlyTheStreetWaitsRuns(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	issue, d := r.ordered()
	r.Do(t, issue, "sign")
	r.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: r.AssignmentOf(d, testkit.Planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	r.Do(t, issue, "requestInfo")
	r.assign(d, testkit.GardensOffice, dispatchv1.Assignment_ROLE_LEAD)
	r.wantAll("the new lead", d, testkit.GardensOffice, dispatchv1.Clock_STATE_RUNNING, 3)
}

// proves DI-14, DI-23
func TestAUnitThatIsCalledWhileTheIssueWaitsIsToldAndIsNotHeldToHaveWorked(t *testing.T) {
	t.Parallel()
	r := startResidents(t)
	issue, d := r.ordered()
	r.Do(t, issue, "sign", "hold")
	r.assign(d, testkit.WaterOffice, dispatchv1.Assignment_ROLE_ASSIST)
	water := r.Dispatches.UnitName(testkit.WaterOffice)
	if n := r.Count(`select count(*) from event where type = 'haolinju.dispatch.clock.paused.v1' and $1::uuid = any(unit_ids)`, water[len("units/"):]); n != 2 {
		t.Errorf("the unit was told %d times that its clocks stand still", n)
	}
	r.Dispatches.Clock.Advance(5 * time.Hour)
	r.Do(t, issue, "release")
	r.Dispatches.Clock.Advance(2 * time.Hour)
	r.Dispatches.Kit.Count(t)
	ledger := testkit.Must[*dispatchv1.Ledger](r.Dispatches)(r.Dispatches.As(testkit.Dispatcher).GetLedger(r.Ctx, &dispatchv1.GetLedgerRequest{Name: d.GetName()}))
	for _, l := range ledger.GetLines() {
		if l.GetUnit() == water && (l.GetWaiting().AsDuration() != 5*time.Hour+time.Minute || l.GetWorking().AsDuration() != 2*time.Hour) {
			t.Errorf("the unit has held it for %v", l)
		}
	}
}
