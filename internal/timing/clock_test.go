package timing_test

import (
	"context"
	"sync"
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const marked = "select count(*) from event where type = 'haolinju.dispatch.clock.breached.v1'"

// proves DI-05
func TestABreachIsMarkedOnceEvenWhenSweepsRunAtOnce(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	s.Emergency()
	s.Clock.Advance(10*time.Minute - time.Microsecond)
	s.Sweep(t)
	if n := s.Count(marked); n != 0 {
		t.Fatalf("%d breaches before the limit is used up", n)
	}
	s.Clock.Advance(time.Microsecond)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := s.House.Timing.Sweep(s.Ctx); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s.Sweep(t)
	if n := s.Count(marked); n != 3 {
		t.Errorf("%d breaches told, want one for each of the three units", n)
	}
	if n := s.Count("select count(*) from audit where action = 'dispatch.clock.mark' and after->>'breached_time' is not null"); n != 3 {
		t.Errorf("%d breaches audited, want 3", n)
	}
	if n := s.Count("select count(*) from clock where breached_time = $1 and kind = 'SIGN'", s.Clock.Now(0)); n != 3 {
		t.Errorf("%d clocks marked, want 3", n)
	}
}

// proves DI-17
func TestAWarningIsGivenOnceAtEachShareAndLateSharesAreOneWarning(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order() // signs within 4 working hours: 10:00 to 12:00 and 13:00 to 15:00
	warned := func(share, times int) {
		t.Helper()
		if n := s.Count("select warned_share from clock where kind = 'SIGN'"); n != share {
			t.Errorf("warned of %d %%, want %d", n, share)
		}
		if n := s.Count(`select count(*) from event where type = 'haolinju.dispatch.clock.warned.v1' and data->>'kind' = 'SIGN'`); n != times {
			t.Errorf("%d warnings, want %d", n, times)
		}
	}
	s.Clock.Advance(2*time.Hour - time.Second)
	s.Sweep(t)
	warned(0, 0)
	s.Clock.Advance(time.Second)
	s.Sweep(t)
	s.Sweep(t)
	warned(50, 1)
	s.Clock.Advance(time.Hour + 72*time.Minute)
	s.Sweep(t)
	warned(80, 2)
	s.Clock.Advance(48 * time.Minute)
	s.Sweep(t)
	warned(80, 2)
	if !s.Assignment(s.ReadDispatch(d), testkit.Planning).GetSignLate() {
		t.Error("the limit is used up at 15:00")
	}

	other := s.Order()
	s.Clock.Set(calendar.Date{Year: 2026, Month: time.November, Day: 24}.Start().Add(9*time.Hour + 50*time.Minute))
	before := s.Count("select count(*) from event where type = 'haolinju.dispatch.clock.warned.v1' and subject = $1",
		s.ClockOf(other, s.AssignmentOf(other, testkit.Planning), dispatchv1.Clock_KIND_SIGN).GetName())
	s.Sweep(t)
	if n := s.Count("select count(*) from event where type = 'haolinju.dispatch.clock.warned.v1' and subject = $1",
		s.ClockOf(other, s.AssignmentOf(other, testkit.Planning), dispatchv1.Clock_KIND_SIGN).GetName()); n != before+1 {
		t.Errorf("%d warnings after a night without a sweep, want 1", n-before)
	}
}

// proves DI-18
func TestAClockExplainsItsDueTimeSpanBySpan(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	friday := calendar.Date{Year: 2026, Month: time.November, Day: 27}.Start()
	s.Clock.Set(friday.Add(17 * time.Hour))
	d := s.Order()
	c := s.ClockOf(d, s.AssignmentOf(d, testkit.Planning), dispatchv1.Clock_KIND_SIGN)
	s.WantTime("sign", c.GetDueTime(), friday.Add(3*24*time.Hour+12*time.Hour)) // one hour on Friday, three on Monday
	got := testkit.Must[*dispatchv1.ClockExplanation](s)(s.As(testkit.LiaisonA).ExplainClock(s.Ctx, &dispatchv1.ExplainClockRequest{Name: c.GetName()}))

	counted, skipped := dispatchv1.Span_TREATMENT_COUNTED, dispatchv1.Span_TREATMENT_SKIPPED
	want := []struct {
		hours     time.Duration
		treatment dispatchv1.Span_Treatment
		cause     string
	}{{1, counted, ""}, {6, skipped, "NIGHT"}, {48, skipped, "WEEKEND"}, {9, skipped, "NIGHT"}, {3, counted, ""}}
	if len(got.GetSpans()) != len(want) || got.GetEstimated() {
		t.Fatalf("spans: %v", got)
	}
	at := friday.Add(17 * time.Hour)
	for i, span := range got.GetSpans() {
		s.WantTime("begin", span.GetStartTime(), at)
		at = at.Add(want[i].hours * time.Hour)
		s.WantTime("end", span.GetEndTime(), at)
		if span.GetTreatment() != want[i].treatment || span.GetCause() != want[i].cause {
			t.Errorf("span %d: %v", i, span)
		}
	}
}

func TestAChangedLimitHoldsForWhatIsSentAfterItsDay(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	old := s.Order()
	limit, _ := setting.Declared("dispatch.sign.order")
	if _, err := db.Write(access.AsSystem(s.Ctx, demo.Fangshan), s.DB, func(ctx context.Context, tx *db.Tx) (*ent.Setting, error) {
		return limit.Set(ctx, tx, []byte(`{"minutes": 30, "basis": "ELAPSED"}`), "a test", tx.Now().Add(time.Hour))
	}); err != nil {
		t.Fatal(err)
	}
	s.Clock.Advance(time.Hour)
	renewed := s.Order()
	s.WantTime("before", s.ClockOf(old, s.AssignmentOf(old, testkit.Planning), dispatchv1.Clock_KIND_SIGN).GetDueTime(), testkit.Epoch.Add(5*time.Hour))
	s.WantTime("after", s.ClockOf(renewed, s.AssignmentOf(renewed, testkit.Planning), dispatchv1.Clock_KIND_SIGN).GetDueTime(), testkit.Epoch.Add(90*time.Minute))
}
