package clock

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// office8 is an office that works from 09:00 to 12:00 and from 13:30 to 17:30.
func office8(t testing.TB) *calendar.Calendar {
	t.Helper()
	day := []calendar.Period{{From: 540, To: 720}, {From: 810, To: 1050}}
	cal, err := calendar.New(calendar.Hours{Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day}, calendar.Embedded()...)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// beijing reads "2026-02-13 16:30" in the country's time.
func beijing(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", text, calendar.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func show(at time.Time) string {
	return at.In(calendar.Zone).Format("2006-01-02 15:04")
}

// pause reads "2026-02-13 10:00/2026-02-13 11:00", or an open pause without the second part.
func pause(t testing.TB, text string) Span {
	t.Helper()
	from, to, closed := strings.Cut(text, "/")
	span := Span{From: beijing(t, from)}
	if closed {
		span.To = beijing(t, to)
	}
	return span
}

func TestDueTimesOverTheCalendarOf2026(t *testing.T) {
	t.Parallel()
	const day = 24 * 60
	for _, c := range []struct {
		what       string
		start      string
		limit      Limit
		pauses     []string
		extensions []Extension
		due        string // empty: none
		estimated  bool
	}{
		{what: "an emergency in elapsed time", start: "2026-02-16 23:50", limit: Limit{30, Elapsed}, due: "2026-02-17 00:20"},
		{what: "seven calendar days", start: "2026-02-13 16:30", limit: Limit{7 * day, Elapsed}, due: "2026-02-20 16:30"},
		{what: "office hours of one morning", start: "2026-11-23 09:15", limit: Limit{60, WorkingTime}, due: "2026-11-23 10:15"},
		{what: "over the lunch break", start: "2026-11-23 11:30", limit: Limit{60, WorkingTime}, due: "2026-11-23 14:00"},
		{what: "used up when the office closes", start: "2026-11-23 16:30", limit: Limit{60, WorkingTime}, due: "2026-11-23 17:30"},
		{what: "a minute more is the next morning", start: "2026-11-23 16:30", limit: Limit{61, WorkingTime}, due: "2026-11-24 09:01"},
		{what: "over an ordinary weekend", start: "2026-11-27 17:00", limit: Limit{60, WorkingTime}, due: "2026-11-30 09:30"},
		{what: "begun on a Sunday", start: "2026-11-29 10:00", limit: Limit{60, WorkingTime}, due: "2026-11-30 10:00"},
		{what: "into a make-up Saturday", start: "2026-02-13 16:30", limit: Limit{120, WorkingTime}, due: "2026-02-14 10:00"},
		{what: "over the Spring Festival", start: "2026-02-14 17:00", limit: Limit{60, WorkingTime}, due: "2026-02-24 09:30"},
		{what: "one working day from a Friday", start: "2026-11-27 15:00", limit: Limit{day, WorkingDays}, due: "2026-11-30 15:00"},
		{what: "five working days over the Spring Festival", start: "2026-02-12 10:00", limit: Limit{5 * day, WorkingDays}, due: "2026-02-26 10:00"},
		{what: "one working day begun on a holiday", start: "2026-10-03 10:00", limit: Limit{day, WorkingDays}, due: "2026-10-09 00:00"},
		{what: "into a year without a notice", start: "2026-12-31 16:30", limit: Limit{120, WorkingTime}, due: "2027-01-01 10:00", estimated: true},
		{what: "a limit of nothing", start: "2026-11-29 10:00", limit: Limit{0, WorkingTime}, due: "2026-11-29 10:00"},

		{what: "an hour of pause", start: "2026-11-23 09:00", limit: Limit{60, WorkingTime}, pauses: []string{"2026-11-23 09:30/2026-11-23 10:30"}, due: "2026-11-23 11:00"},
		{what: "a pause outside office hours", start: "2026-11-23 17:00", limit: Limit{60, WorkingTime}, pauses: []string{"2026-11-23 18:00/2026-11-24 08:00"}, due: "2026-11-24 09:30"},
		{what: "two pauses that overlap", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 09:20/2026-11-23 09:40", "2026-11-23 09:10/2026-11-23 09:30"}, due: "2026-11-23 10:30"},
		{what: "a pause from before the start", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 08:00/2026-11-23 09:30"}, due: "2026-11-23 10:30"},
		{what: "a pause that ended before the start", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 07:00/2026-11-23 08:30"}, due: "2026-11-23 10:00"},
		{what: "a pause after the due time", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 10:00/2026-11-23 12:00"}, due: "2026-11-23 10:00"},
		{what: "an open pause", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 09:59"}, due: ""},
		{what: "an open pause at the due time", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 10:00"}, due: "2026-11-23 10:00"},
		{what: "an open pause that swallows a closed one", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 09:10", "2026-11-23 09:20/2026-11-23 09:30"}, due: ""},
		{what: "a closed pause that runs into an open one", start: "2026-11-23 09:00", limit: Limit{60, Elapsed}, pauses: []string{"2026-11-23 09:10/2026-11-23 09:30", "2026-11-23 09:20"}, due: ""},
		{what: "two extensions", start: "2026-11-27 15:00", limit: Limit{day, WorkingDays}, extensions: []Extension{{day}, {60}}, due: "2026-12-01 16:00"},
	} {
		clock := Clock{Start: beijing(t, c.start), Limit: c.limit, Extensions: c.extensions}
		for _, text := range c.pauses {
			clock.Pauses = append(clock.Pauses, pause(t, text))
		}
		due, estimated := clock.Due(office8(t))
		got := ""
		if due != nil {
			got = show(*due)
		}
		if got != c.due || estimated != c.estimated {
			t.Errorf("%s: due %q (estimated %v), want %q (%v)", c.what, got, estimated, c.due, c.estimated)
		}
	}
}

func TestEveryMakeUpDayAndEveryHolidayFrom2024To2026Counts(t *testing.T) {
	t.Parallel()
	cal := office8(t)
	var years []int
	makeUps, holidays := 0, 0
	for _, n := range calendar.Embedded() {
		years = append(years, n.Year)
		for _, e := range n.Entries {
			begin, end := e.Date.Start(), e.Date.Add(1).Start()
			for basis, allowed := range map[Basis]time.Duration{WorkingDays: 24 * time.Hour, WorkingTime: 7 * time.Hour} {
				want := allowed
				if e.Kind == calendar.Holiday {
					want = 0
				}
				c := Clock{Start: begin, Limit: Limit{Minutes: 30 * 1440, Basis: basis}}
				if got := c.Spent(cal, end); got != want {
					t.Errorf("%s of %s count on %s, a %s, want %s", got, basis, e.Date, e.Kind, want)
				}
				c.Limit.Minutes = int(allowed / time.Minute)
				if due, _ := c.Due(cal); (e.Kind == calendar.MakeUp) != !due.After(end) {
					t.Errorf("a day of %s from %s on, a %s, is due %s", basis, e.Date, e.Kind, show(*due))
				}
			}
			if e.Kind == calendar.MakeUp {
				makeUps++
			} else {
				holidays++
			}
		}
	}
	if !slices.Equal(years, []int{2024, 2025, 2026}) || makeUps != 19 || holidays < 80 {
		t.Errorf("%v with %d make-up days and %d holidays", years, makeUps, holidays)
	}
}

func TestAnExplanationNamesWhatIsSkippedAndWhy(t *testing.T) {
	t.Parallel()
	clock := Clock{
		Start:  beijing(t, "2026-02-13 11:00"),
		Limit:  Limit{Minutes: 14 * 60, Basis: WorkingTime},
		Pauses: []Span{pause(t, "2026-02-13 14:00/2026-02-13 15:00")},
	}
	var got []string
	for _, s := range clock.Explain(office8(t)) {
		line := show(s.From) + " " + show(s.To) + " " + string(s.Kind)
		if s.Reason != "" {
			line += " " + string(s.Reason) + s.Name
		}
		if s.Counted > 0 {
			line += " " + s.Counted.String()
		}
		got = append(got, line)
	}
	want := []string{
		"2026-02-13 11:00 2026-02-13 12:00 COUNTED 1h0m0s",
		"2026-02-13 12:00 2026-02-13 13:30 SKIPPED BREAK",
		"2026-02-13 13:30 2026-02-13 14:00 COUNTED 30m0s",
		"2026-02-13 14:00 2026-02-13 15:00 PAUSED",
		"2026-02-13 15:00 2026-02-13 17:30 COUNTED 2h30m0s",
		"2026-02-13 17:30 2026-02-14 09:00 SKIPPED NIGHT",
		"2026-02-14 09:00 2026-02-14 12:00 COUNTED 3h0m0s",
		"2026-02-14 12:00 2026-02-14 13:30 SKIPPED BREAK",
		"2026-02-14 13:30 2026-02-14 17:30 COUNTED 4h0m0s",
		"2026-02-14 17:30 2026-02-15 00:00 SKIPPED NIGHT",
		"2026-02-15 00:00 2026-02-24 00:00 SKIPPED HOLIDAY春节",
		"2026-02-24 00:00 2026-02-24 09:00 SKIPPED NIGHT",
		"2026-02-24 09:00 2026-02-24 12:00 COUNTED 3h0m0s",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestAnExplanationOfAStoppedClockEndsWithTheOpenPause(t *testing.T) {
	t.Parallel()
	clock := Clock{
		Start:  beijing(t, "2026-11-27 17:00"),
		Limit:  Limit{Minutes: 2880, Basis: WorkingDays},
		Pauses: []Span{pause(t, "2026-11-28 10:00")},
	}
	segments := clock.Explain(office8(t))
	if len(segments) != 3 {
		t.Fatalf("got %+v", segments)
	}
	last := segments[2]
	if segments[1].Reason != Weekend || last.Kind != Paused || !last.To.IsZero() || show(last.From) != "2026-11-28 10:00" {
		t.Errorf("got %+v", segments)
	}
}

func TestNeighboursThatDifferInNameOrCertaintyAreExplainedApart(t *testing.T) {
	t.Parallel()
	cal := office8(t)
	festivals := Clock{Start: beijing(t, "2025-01-01 00:00"), Limit: Limit{Minutes: 1, Basis: WorkingDays}}
	twoNames, err := calendar.New(
		calendar.Hours{Monday: []calendar.Period{{From: 540, To: 1050}}},
		calendar.Notice{Year: 2025, Entries: []calendar.Entry{
			{Date: calendar.DateOf(festivals.Start), Kind: calendar.Holiday, Name: "元旦"},
			{Date: calendar.DateOf(festivals.Start).Add(1), Kind: calendar.Holiday, Name: "春节"},
		}})
	if err != nil {
		t.Fatal(err)
	}
	if got := festivals.Explain(twoNames); len(got) != 3 || got[0].Name != "元旦" || got[1].Name != "春节" {
		t.Errorf("two festivals are %+v", got)
	}
	newYear := Clock{Start: beijing(t, "2026-12-31 18:00"), Limit: Limit{Minutes: 1, Basis: WorkingTime}}
	got := newYear.Explain(cal)
	if len(got) != 3 || got[0].Estimated || !got[1].Estimated || show(got[1].From) != "2027-01-01 00:00" {
		t.Errorf("the night into an unpublished year is %+v", got)
	}
}

func TestAWorkingDayOnWhichTheOfficeHasNoHoursIsClosed(t *testing.T) {
	t.Parallel()
	cal, err := office8(t).WithHours(calendar.Hours{Monday: []calendar.Period{{From: 540, To: 720}}})
	if err != nil {
		t.Fatal(err)
	}
	clock := Clock{Start: beijing(t, "2026-11-23 11:00"), Limit: Limit{Minutes: 120, Basis: WorkingTime}}
	due, _ := clock.Due(cal)
	if show(*due) != "2026-11-30 10:00" {
		t.Errorf("due %s", show(*due))
	}
	if closed := clock.Explain(cal)[2]; closed.Reason != Closed || show(closed.From) != "2026-11-24 00:00" || show(closed.To) != "2026-11-28 00:00" {
		t.Errorf("got %+v", closed)
	}
}

func TestWarningsAndTheDueTimeAreCheckedInTheirOrder(t *testing.T) {
	t.Parallel()
	cal := office8(t)
	clock := Clock{Start: beijing(t, "2026-11-23 09:00"), Limit: Limit{Minutes: 7 * 60, Basis: WorkingTime}}
	var got []string
	now := clock.Start
	for next := clock.NextCheck(cal, now, 80, 50); next != nil; next = clock.NextCheck(cal, now, 80, 50) {
		got = append(got, show(*next))
		now = *next
	}
	want := "2026-11-23 14:00, 2026-11-23 16:06, 2026-11-23 17:30"
	if strings.Join(got, ", ") != want {
		t.Errorf("checked at %v, want %s", got, want)
	}
}

func TestAStoppedClockIsCheckedOnlyForWhatItReachedBefore(t *testing.T) {
	t.Parallel()
	clock := Clock{
		Start:  beijing(t, "2026-11-23 09:00"),
		Limit:  Limit{Minutes: 100, Basis: Elapsed},
		Pauses: []Span{pause(t, "2026-11-23 10:00")},
	}
	next := clock.NextCheck(nil, clock.Start, 50, 80)
	if next == nil || show(*next) != "2026-11-23 09:50" {
		t.Fatalf("first check %v", next)
	}
	if next = clock.NextCheck(nil, *next, 50, 80); next != nil {
		t.Errorf("checked again at %s", show(*next))
	}
}

func TestWhatIsSpentStandsStillWhileNothingCounts(t *testing.T) {
	t.Parallel()
	cal := office8(t)
	clock := Clock{
		Start:  beijing(t, "2026-11-23 16:30"),
		Limit:  Limit{Minutes: 4 * 60, Basis: WorkingTime},
		Pauses: []Span{pause(t, "2026-11-24 10:00/2026-11-24 11:00")},
	}
	for at, minutes := range map[string]int{
		"2026-11-23 08:00": 0, "2026-11-23 16:30": 0, "2026-11-23 17:00": 30, "2026-11-23 17:30": 60, "2026-11-24 03:00": 60,
		"2026-11-24 09:30": 90, "2026-11-24 10:00": 120, "2026-11-24 11:00": 120, "2026-11-24 12:00": 180,
		"2026-11-24 14:30": 240, "2026-12-31 00:00": 240,
	} {
		spent := time.Duration(minutes) * time.Minute
		now := beijing(t, at)
		if got := clock.Spent(cal, now); got != spent {
			t.Errorf("at %s %s are spent, want %s", at, got, spent)
		}
		if got := clock.Remaining(cal, now); got != 4*time.Hour-spent {
			t.Errorf("at %s %s are left", at, got)
		}
		if got := clock.Fraction(cal, now); got != float64(minutes)/240 {
			t.Errorf("at %s the fraction is %v", at, got)
		}
	}
}

func TestALimitThatCannotBeKeptIsRefused(t *testing.T) {
	t.Parallel()
	for _, l := range []Limit{{Minutes: 1}, {Minutes: 1, Basis: "DAYS"}, {Minutes: -1, Basis: Elapsed}, {Minutes: MaxMinutes + 1, Basis: Elapsed}} {
		if l.Check() == nil {
			t.Errorf("%+v is accepted", l)
		}
	}
	for _, l := range []Limit{{Minutes: 0, Basis: Elapsed}, {Minutes: 30, Basis: WorkingTime}, {Minutes: MaxMinutes, Basis: WorkingDays}} {
		if err := l.Check(); err != nil {
			t.Errorf("%+v: %v", l, err)
		}
	}
}

func TestSumsOfAbsurdExtensionsStayInRange(t *testing.T) {
	t.Parallel()
	const most = int(^uint(0) >> 1)
	clock := Clock{Limit: Limit{Minutes: most, Basis: Elapsed}, Extensions: []Extension{{most}, {-most}, {most}}}
	if got := clock.Total(); got != MaxMinutes*time.Minute {
		t.Errorf("the total is %s", got)
	}
}
