package timing_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/type/date"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const recounted = "select count(*) from event where type = 'haolinju.dispatch.clock.recounted.v1'"

// year2027 is a notice of 2027: a holiday on each of the days, and a working day on each that has a +.
func year2027(t *testing.T, corrects string, days ...string) *directoryv1.ImportWorkCalendarRequest {
	t.Helper()
	c := &directoryv1.WorkCalendar{Year: 2027, Source: "国务院办公厅关于2027年部分节假日安排的通知", Corrects: corrects}
	for _, text := range days {
		kind := directoryv1.WorkDay_KIND_HOLIDAY
		if strings.HasPrefix(text, "+") {
			kind = directoryv1.WorkDay_KIND_MAKE_UP
		}
		at, err := time.Parse(time.DateOnly, "2027-"+strings.TrimPrefix(text, "+"))
		if err != nil {
			t.Fatal(err)
		}
		c.Days = append(c.Days, &directoryv1.WorkDay{Date: &date.Date{Year: 2027, Month: int32(at.Month()), Day: int32(at.Day())}, Kind: kind, Holiday: "节日"})
	}
	return &directoryv1.ImportWorkCalendarRequest{WorkCalendar: c}
}

func publish(s testkit.Dispatches, corrects string, days ...string) string {
	s.T.Helper()
	return testkit.Must[*directoryv1.WorkCalendar](s)(directoryv1.NewDirectoryServiceClient(s.Conn(testkit.SystemAdmin)).
		ImportWorkCalendar(s.Ctx, year2027(s.T, corrects, days...))).GetName()
}

// recount has four jobs do it at once.
func recount(s testkit.Dispatches) {
	s.T.Helper()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if err := s.House.Timing.Recount(access.AsSystem(s.Ctx, demo.Fangshan)); err != nil {
				s.T.Error(err)
			}
		})
	}
	wg.Wait()
}

func on(year int, month time.Month, day, hour int) time.Time {
	return calendar.Date{Year: year, Month: month, Day: day}.Start().Add(time.Duration(hour) * time.Hour)
}

// Orders are sent when next year's notice is not known; then it is published, with a make-up Saturday and the Spring Festival, and later
// corrected.
//
// proves DI-11, DI-17
func TestCase70APublishedAndACorrectedCalendarMoveWhatRunsAndTellOfEachClockOnce(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	s.Settle(t, "dispatch.sign.order", `{"minutes": 7200, "basis": "WORKING_DAYS"}`)
	s.Settle(t, "dispatch.complete.order_ordinary", `{"minutes": 43200, "basis": "WORKING_DAYS"}`)
	s.Clock.Set(on(2026, time.November, 24, 9))
	gone := s.Order()
	s.Clock.Set(on(2026, time.December, 30, 9))
	s.Sweep(t)
	d := s.Order()
	unit := s.AssignmentOf(d, testkit.Planning)
	sign := func() *dispatchv1.Clock { return s.ClockOf(d, unit, dispatchv1.Clock_KIND_SIGN) }
	complete := func() *dispatchv1.Clock { return s.ClockOf(d, unit, dispatchv1.Clock_KIND_COMPLETE) }
	explained := func(c *dispatchv1.Clock) *dispatchv1.ClockExplanation {
		return testkit.Must[*dispatchv1.ClockExplanation](s)(s.As(testkit.LiaisonA).ExplainClock(s.Ctx, &dispatchv1.ExplainClockRequest{Name: c.GetName()}))
	}
	s.WantTime("to sign, by weekdays", sign().GetDueTime(), on(2027, time.January, 6, 9))
	s.WantTime("to complete, by weekdays", complete().GetDueTime(), on(2027, time.February, 10, 9))
	if !explained(sign()).GetEstimated() {
		t.Error("a year without a notice is an estimate")
	}
	recount(s)
	if n := s.Count(recounted); n != 0 {
		t.Fatalf("%d clocks were moved by nothing", n)
	}

	first := publish(s, "", "01-01", "+01-30", "02-05", "02-08", "02-09", "02-10", "02-11", "+02-20")
	recount(s)
	recount(s)
	s.WantTime("to sign, with the New Year", sign().GetDueTime(), on(2027, time.January, 7, 9))
	s.WantTime("to complete, with the make-up Saturday and the Spring Festival", complete().GetDueTime(), on(2027, time.February, 17, 9))
	s.WantTime("the duty", s.Assignment(s.ReadDispatch(d), testkit.Planning).GetDueTime(), on(2027, time.February, 17, 9))
	s.WantTime("the dispatch", s.ReadDispatch(d).GetDueTime(), on(2027, time.February, 17, 9))
	if got := explained(sign()); got.GetEstimated() || got.GetClock().GetCalendarEdition() != 1 {
		t.Errorf("explained by %v", got.GetClock())
	}
	if n := s.Count(recounted+" and subject = $1 and (data->>'former_due_time')::timestamptz = $2 and (data->>'due_time')::timestamptz = $3",
		sign().GetName(), on(2027, time.January, 6, 9), on(2027, time.January, 7, 9)); n != 1 || s.Count(recounted) != 3 {
		t.Errorf("the signing was told %d times, and %d clocks at all, want 1 and, with the completing of both orders, 3", n, s.Count(recounted))
	}
	if n := s.Count(`select count(*) from audit where object = $1 and before->>'calendar_edition' = '0' and after->>'calendar_edition' = '1'
		and (before->>'due_time')::timestamptz = $2 and (after->>'due_time')::timestamptz = $3`,
		complete().GetName(), on(2027, time.February, 10, 9), on(2027, time.February, 17, 9)); n != 1 {
		t.Errorf("%d audit rows of the completing, want 1", n)
	}

	// By weekdays half of the time to sign would have been over on 1 January at 21:00, by the notice it is on the 4th.
	s.Clock.Set(on(2027, time.January, 2, 9))
	s.Sweep(t)
	if sign().GetWarnedTime() != nil {
		t.Error("warned by the due time of before")
	}
	second := publish(s, first, "01-01", "01-04", "+01-30", "02-05", "02-08", "02-09", "02-10", "02-11", "+02-20")
	recount(s)
	s.WantTime("to sign, corrected", sign().GetDueTime(), on(2027, time.January, 8, 9))
	s.Clock.Set(on(2027, time.January, 5, 21))
	s.Sweep(t)
	s.WantTime("warned by the corrected one", sign().GetWarnedTime(), on(2027, time.January, 5, 21))

	// What has run out stays so, whether the sweep or the notice came first.
	s.Clock.Set(on(2027, time.January, 8, 9))
	before := s.Count(recounted)
	publish(s, second, "01-01", "01-04", "01-05", "01-06", "+01-30", "02-05", "02-08", "02-09", "02-10", "02-11", "+02-20")
	recount(s)
	s.Sweep(t)
	recount(s)
	s.Sweep(t)
	if got := sign(); got.GetState() != dispatchv1.Clock_STATE_BREACHED {
		t.Errorf("%v at its due time", got.GetState())
	}
	s.WantTime("what has run out", sign().GetDueTime(), on(2027, time.January, 8, 9))
	if n := s.Count(recounted) - before; n != 1 {
		t.Errorf("the last correction moved %d clocks, want the one that runs in time", n)
	}
	if got := explained(sign()); got.GetClock().GetCalendarEdition() != 2 || !got.GetSpans()[len(got.GetSpans())-1].GetEndTime().AsTime().Equal(on(2027, time.January, 8, 9)) {
		t.Errorf("a breach is explained by the calendar of then: %v", got.GetClock())
	}
	if n := s.Count(marked+" and subject = $1", sign().GetName()); n != 1 {
		t.Errorf("%d breaches told", n)
	}
	late := s.ClockOf(gone, s.AssignmentOf(gone, testkit.Planning), dispatchv1.Clock_KIND_SIGN)
	if late.GetCalendarEdition() != 0 || s.Count(recounted+" and subject = $1", late.GetName()) != 0 {
		t.Errorf("what ran out before was moved: %v", late)
	}
}

// pausing has the clocks of a dispatch stand still, or go on.
func pausing(s testkit.Dispatches, d *dispatchv1.Dispatch, still bool) {
	s.T.Helper()
	ids, err := name.Parse("dispatches/*", d.GetName())
	if err != nil {
		s.T.Fatal(err)
	}
	if _, err := db.Write(access.AsSystem(s.Ctx, demo.Fangshan), s.DB, func(ctx context.Context, tx *db.Tx) (bool, error) {
		if still {
			return true, s.House.Timing.PauseOrder(ctx, tx, ids[0], "ON_HOLD")
		}
		return true, s.House.Timing.ResumeOrder(ctx, tx, ids[0])
	}); err != nil {
		s.T.Fatal(err)
	}
}

// An order while the notice comes; it goes on by the notice.
//
// proves DI-14
func TestACalendarMovesAClockThatStandsStillWhenItGoesOn(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	s.Settle(t, "dispatch.sign.order", `{"minutes": 7200, "basis": "WORKING_DAYS"}`)
	s.Clock.Set(on(2026, time.December, 30, 9))
	d := s.Order()
	as := access.AsSystem(s.Ctx, demo.Fangshan)
	pausing(s, d, true)
	publish(s, "", "01-01")
	if err := s.House.Timing.Recount(as); err != nil {
		t.Fatal(err)
	}
	s.Clock.Set(on(2026, time.December, 31, 9))
	pausing(s, d, false)
	if err := s.House.Timing.Recount(as); err != nil {
		t.Fatal(err)
	}
	s.WantTime("to sign, a day later and without the New Year", s.ClockOf(d, s.AssignmentOf(d, testkit.Planning), dispatchv1.Clock_KIND_SIGN).GetDueTime(),
		on(2027, time.January, 8, 9))
}

// proves DI-11
func TestWorkingTimeRunsInBothOfficePeriodsOfAMakeUpSaturday(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	s.Settle(t, "dispatch.office_hours", `{"monday":["09:00-12:00","13:00-18:00"],"tuesday":["09:00-12:00","13:00-18:00"],"wednesday":["09:00-12:00","13:00-18:00"],
		"thursday":["09:00-12:00","13:00-18:00"],"friday":["09:00-12:00","13:00-18:00"],"makeUp":["10:00-11:00","14:00-16:00"]}`)
	publish(s, "", "01-01", "+01-30")
	s.Clock.Set(on(2027, time.January, 29, 16))
	d := s.Order() // 4 hours: 2 on Friday, 1 in the morning and 1 in the afternoon of Saturday
	s.WantTime("to sign", s.ClockOf(d, s.AssignmentOf(d, testkit.Planning), dispatchv1.Clock_KIND_SIGN).GetDueTime(), on(2027, time.January, 30, 15))
}
