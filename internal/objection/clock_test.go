package objection_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// pauseOrder has the clocks of an order stand still, as intake does while it waits for the resident, or go on.
func (w world) pauseOrder(order string, still bool) error {
	_, err := db.Write(access.AsSystem(w.Ctx, demo.Fangshan), w.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		if id := uuid.MustParse(order[len("dispatches/"):]); still {
			return struct{}{}, w.Timing.PauseOrder(ctx, tx, id, "INFO_REQUESTED")
		} else {
			return struct{}{}, w.Timing.ResumeOrder(ctx, tx, id)
		}
	})
	return err
}

// proves DI-09
func TestTheOutcomeOfAnObjectionSaysWhatBecomesOfTheClock(t *testing.T) {
	t.Parallel()
	const filed, ruled, limit = 2 * time.Hour, 5 * time.Hour, 7 * 24 * time.Hour
	for outcome, c := range map[dispatchv1.Objection_ClockOutcome]struct {
		due    time.Duration
		paused time.Duration // since when the clock is said to have stood still; -1: never
		cause  string
	}{
		keep:    {limit, -1, ""},
		pause:   {limit + ruled - filed, filed, "OBJECTION"},
		restart: {limit + ruled, 0, "OBJECTION_RESET"},
	} {
		for _, decision := range []dispatchv1.Objection_State{upheld, overruled} {
			w := start(t)
			order := w.Order()
			duty := w.AssignmentOf(order, testkit.Planning)
			w.Sign(testkit.LiaisonA, duty)
			complete := w.ClockOf(order, duty, dispatchv1.Clock_KIND_COMPLETE).GetName()
			explained := func() *dispatchv1.ClockExplanation {
				return testkit.Must[*dispatchv1.ClockExplanation](w.Dispatches)(w.As(testkit.LiaisonA).ExplainClock(w.Ctx, &dispatchv1.ExplainClockRequest{Name: complete}))
			}
			w.Clock.Advance(filed)
			w.Assigned(w.object(testkit.LiaisonA, duty))
			if open := explained().GetClock(); open.GetState() != dispatchv1.Clock_STATE_PAUSED || open.GetDueTime() != nil {
				t.Errorf("while nobody has ruled: %v", open)
			}
			w.Clock.Advance(ruled - filed)
			if _, err := w.decide(testkit.StreetLeader, duty, decision, outcome); err != nil {
				t.Fatal(err)
			}
			due := testkit.Epoch.Add(c.due)
			why := explained()
			w.WantTime(outcome.String()+": the clock", why.GetClock().GetDueTime(), due)
			w.WantTime(outcome.String()+": the duty", w.duty(duty).GetDueTime(), due)
			w.WantTime(outcome.String()+": the order", w.ReadDispatch(order).GetDueTime(), due)
			paused := time.Duration(-1)
			for _, span := range why.GetSpans() {
				if span.GetTreatment() == dispatchv1.Span_TREATMENT_PAUSED {
					paused = span.GetStartTime().AsTime().Sub(testkit.Epoch)
					w.WantTime("the end of the pause", span.GetEndTime(), testkit.Epoch.Add(ruled))
					if span.GetCause() != c.cause {
						t.Errorf("%v: the pause is explained by %s, want %s", outcome, span.GetCause(), c.cause)
					}
				}
			}
			if paused != c.paused {
				t.Errorf("%v: paused from %v, want %v", outcome, paused, c.paused)
			}
			if stopped := why.GetClock().GetStoppedTime() != nil; stopped != (decision == upheld) {
				t.Errorf("%v: stopped %v", decision, stopped)
			}
		}
	}
}

func TestATimeThatTheRulingCountsIsUsedUpByItAndABreachIsMarkedOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	order := w.Order()
	duty := w.AssignmentOf(order, testkit.Planning)
	w.Clock.Advance(time.Hour) // of four
	w.Assigned(w.object(testkit.LiaisonA, duty))
	breaches := func() int {
		w.Sweep(t)
		return w.Count(`select count(*) from event where type = 'haolinju.dispatch.clock.breached.v1' and data->>'kind' = 'SIGN'`)
	}
	w.Clock.Advance(22 * time.Hour)
	if n := breaches(); n != 0 || w.duty(duty).GetSignLate() {
		t.Errorf("%d breaches while nobody has ruled", n)
	}
	if _, err := w.decide(testkit.StreetLeader, duty, overruled, keep); err != nil {
		t.Fatal(err)
	}
	if n := breaches(); n != 1 || !w.duty(duty).GetSignLate() {
		t.Errorf("%d breaches after the ruling, want one", n)
	}
	if n := breaches(); n != 1 {
		t.Errorf("marked %d times", n)
	}
}

// proves DI-08
func TestTheRulingHasAClockOfItsOwnThatIsWarnedOfAndBreachedAndHoldsNoUnit(t *testing.T) {
	t.Parallel()
	w := start(t)
	order := w.Order()
	duty := w.AssignmentOf(order, testkit.Planning)
	w.Sign(testkit.LiaisonA, duty)
	w.Assigned(w.object(testkit.LiaisonA, duty))
	told := func(verb string) int {
		w.Sweep(t)
		return w.Count(`select count(*) from event where type = $1 and data->>'kind' = 'OBJECTION'`, "haolinju.dispatch.clock."+verb+".v1")
	}
	w.WantTime("the ruling", w.ClockOf(order, duty, dispatchv1.Clock_KIND_OBJECTION).GetDueTime(), testkit.Epoch.Add(24*time.Hour))
	w.Clock.Advance(12 * time.Hour)
	if n := told("warned"); n != 1 {
		t.Errorf("warned %d times at half of the limit", n)
	}
	w.Clock.Advance(12 * time.Hour)
	if n := told("breached"); n != 1 {
		t.Errorf("breached %d times", n)
	}
	if n := w.Count(`select count(*) from supervision`); n != 0 {
		t.Errorf("the unit is supervised %d times for what the street owes", n)
	}
	if _, err := w.decide(testkit.StreetLeader, duty, overruled, pause); err != nil {
		t.Fatal(err)
	}
	if c := w.ClockOf(order, duty, dispatchv1.Clock_KIND_OBJECTION); c.GetState() != dispatchv1.Clock_STATE_MISSED {
		t.Errorf("ruled too late: %v", c)
	}
}

func TestWaitingForTheResidentAndForARulingEndEachByItself(t *testing.T) {
	t.Parallel()
	w := start(t)
	order := w.Order()
	duty := w.AssignmentOf(order, testkit.Planning)
	w.Sign(testkit.LiaisonA, duty)
	at := func(hours int, do func(ctx context.Context) error) {
		t.Helper()
		w.Clock.Set(testkit.Epoch.Add(time.Duration(hours) * time.Hour))
		if err := do(w.Ctx); err != nil {
			t.Fatal(err)
		}
	}
	at(1, func(context.Context) error { _, err := w.object(testkit.LiaisonA, duty); return err })
	at(2, func(context.Context) error { return w.pauseOrder(order.GetName(), true) })
	at(3, func(context.Context) error {
		_, err := w.decide(testkit.StreetLeader, duty, overruled, keep)
		return err
	})
	if c := w.ClockOf(order, duty, dispatchv1.Clock_KIND_COMPLETE); c.GetState() != dispatchv1.Clock_STATE_PAUSED {
		t.Errorf("the ruling ends the wait for the resident: %v", c)
	}
	at(6, func(context.Context) error { return w.pauseOrder(order.GetName(), false) })
	w.WantTime("four hours of waiting", w.ClockOf(order, duty, dispatchv1.Clock_KIND_COMPLETE).GetDueTime(), testkit.Epoch.Add((7*24+4)*time.Hour))
}
