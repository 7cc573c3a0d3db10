package clock

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// drawn is a clock with closed pauses and an office, over the published years and the one after.
type drawn struct {
	Clock
	cal *calendar.Calendar
}

// draw makes clocks whose instants are multiples of the grain; limits go up to so many minutes.
func draw(t *rapid.T, grain time.Duration, longest int) drawn {
	first := time.Date(2025, 12, 20, 0, 0, 0, 0, calendar.Zone)
	instant := rapid.Custom(func(t *rapid.T) time.Time {
		days := rapid.IntRange(0, 390).Draw(t, "day")
		steps := rapid.Int64Range(0, int64(24*time.Hour/grain)-1).Draw(t, "steps")
		return first.AddDate(0, 0, days).Add(time.Duration(steps) * grain)
	})
	start := instant.Draw(t, "start")
	span := rapid.Custom(func(t *rapid.T) Span {
		offset := rapid.Int64Range(-int64(24*time.Hour/grain), int64(10*24*time.Hour/grain)).Draw(t, "offset")
		length := rapid.Int64Range(0, int64(48*time.Hour/grain)).Draw(t, "length")
		from := start.Add(time.Duration(offset) * grain)
		return Span{From: from, To: from.Add(time.Duration(length) * grain)}
	})
	minutes := rapid.IntRange(0, longest)
	clock := Clock{
		Start:      start,
		Limit:      Limit{Minutes: minutes.Draw(t, "minutes"), Basis: rapid.SampledFrom([]Basis{Elapsed, WorkingTime, WorkingDays}).Draw(t, "basis")},
		Pauses:     rapid.SliceOfN(span, 0, 4).Draw(t, "pauses"),
		Extensions: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Extension { return Extension{minutes.Draw(t, "more")} }), 0, 2).Draw(t, "extensions"),
	}
	return drawn{clock, drawOffice(t)}
}

// drawNotices are those that were published, or such as might be: any days off, any weekends worked, any years unknown.
func drawNotices(t *rapid.T) []calendar.Notice {
	if rapid.Bool().Draw(t, "published") {
		return calendar.Embedded()
	}
	var notices []calendar.Notice
	for _, year := range rapid.SliceOfDistinct(rapid.IntRange(2025, 2027), rapid.ID[int]).Draw(t, "years") {
		first := calendar.Date{Year: year, Month: time.January, Day: 1}
		n := calendar.Notice{Year: year}
		for _, day := range rapid.SliceOfNDistinct(rapid.IntRange(0, 364), 0, 60, rapid.ID[int]).Draw(t, "days") {
			e := calendar.Entry{Date: first.Add(day), Kind: calendar.Holiday, Name: "节"}
			if weekday := e.Date.Weekday(); (weekday == time.Saturday || weekday == time.Sunday) && rapid.Bool().Draw(t, "worked") {
				e.Kind = calendar.MakeUp
			}
			n.Entries = append(n.Entries, e)
		}
		notices = append(notices, n)
	}
	return notices
}

// drawOffice makes weeks with none to three periods a day.
func drawOffice(t *rapid.T) *calendar.Calendar {
	day := rapid.Custom(func(t *rapid.T) []calendar.Period {
		edges := rapid.SliceOfNDistinct(rapid.IntRange(0, 24*60), 0, 6, rapid.ID[int]).Draw(t, "edges")
		slices.Sort(edges)
		var periods []calendar.Period
		for i := 0; i+1 < len(edges); i += 2 {
			periods = append(periods, calendar.Period{From: edges[i], To: edges[i+1]})
		}
		return periods
	})
	hours := calendar.Hours{
		Monday: []calendar.Period{{From: 540, To: 1050}}, Tuesday: day.Draw(t, "tuesday"), Wednesday: day.Draw(t, "wednesday"),
		Thursday: day.Draw(t, "thursday"), Friday: day.Draw(t, "friday"), Saturday: day.Draw(t, "saturday"), MakeUp: day.Draw(t, "makeUp"),
	}
	cal, err := calendar.New(hours, drawNotices(t)...)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func mustDue(t *rapid.T, c Clock, cal *calendar.Calendar) time.Time {
	due, _ := c.Due(cal)
	if due == nil {
		t.Fatal("no due time without an open pause")
	}
	return *due
}

func TestTheCountedSegmentsAddUpToTheLimitAndCoverTheTimeUntilDue(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Microsecond, 30000)
		due := mustDue(t, d.Clock, d.cal)
		at := d.Start
		var sum time.Duration
		for i, s := range d.Explain(d.cal) {
			if !s.From.Equal(at) || !s.From.Before(s.To) {
				t.Fatalf("segment %d is %v to %v after %v", i, s.From, s.To, at)
			}
			if want := s.To.Sub(s.From); s.Kind == Counted && s.Counted != want || s.Kind != Counted && s.Counted != 0 {
				t.Fatalf("segment %d of %s counts %s", i, want, s.Counted)
			}
			if (s.Kind == Skipped) != (s.Reason != "") || (s.Reason == Holiday) != (s.Name != "") {
				t.Fatalf("segment %d has kind %q, reason %q, name %q", i, s.Kind, s.Reason, s.Name)
			}
			at, sum = s.To, sum+s.Counted
		}
		if !at.Equal(due) || sum != d.Total() {
			t.Fatalf("covers until %v and counts %s; due %v, limit %s", at, sum, due, d.Total())
		}
	})
}

func TestDueNeverComesEarlierWithMoreLimitExtensionOrPause(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Microsecond, 3000)
		due := mustDue(t, d.Clock, d.cal)
		more := d.Clock
		more.Limit.Minutes += rapid.IntRange(0, 3000).Draw(t, "moreLimit")
		if got := mustDue(t, more, d.cal); got.Before(due) {
			t.Fatalf("more limit: %v before %v", got, due)
		}
		extended := d.Clock
		extended.Extensions = append(slices.Clone(d.Extensions), Extension{more.Limit.Minutes - d.Limit.Minutes})
		if got := mustDue(t, extended, d.cal); !got.Equal(mustDue(t, more, d.cal)) {
			t.Fatalf("an extension gives %v, a longer limit otherwise", got)
		}
		from := d.Start.Add(time.Duration(rapid.Int64Range(0, int64(240*time.Hour/time.Microsecond)).Draw(t, "pauseAt")) * time.Microsecond)
		paused := d.Clock
		paused.Pauses = append(slices.Clone(d.Pauses), Span{from, from.Add(time.Duration(rapid.Int64Range(1, int64(48*time.Hour)).Draw(t, "pauseFor")))})
		if got := mustDue(t, paused, d.cal); got.Before(due) {
			t.Fatalf("more pause: %v before %v", got, due)
		}
	})
}

func TestAPauseThatEndsAtOnceChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Microsecond, 3000)
		at := d.Start.Add(time.Duration(rapid.Int64Range(0, int64(240*time.Hour/time.Microsecond)).Draw(t, "at")) * time.Microsecond)
		same := d.Clock
		same.Pauses = append(slices.Clone(d.Pauses), Span{From: at, To: at})
		if !slices.Equal(same.Explain(d.cal), d.Explain(d.cal)) {
			t.Fatalf("explained as %+v, before as %+v", same.Explain(d.cal), d.Explain(d.cal))
		}
	})
}

func TestAPauseAndItsEndLeaveWhatIsUsedAsItWas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Microsecond, 3000)
		from := d.Start.Add(time.Duration(rapid.Int64Range(0, int64(240*time.Hour/time.Microsecond)).Draw(t, "from")) * time.Microsecond)
		until := from.Add(time.Duration(rapid.Int64Range(0, int64(48*time.Hour/time.Microsecond)).Draw(t, "for")) * time.Microsecond)
		paused := d.Clock
		paused.Pauses = append(slices.Clone(d.Pauses), Span{from, until})
		if before, after := d.Spent(d.cal, from), paused.Spent(d.cal, until); before != after {
			t.Fatalf("%s are used when it is paused, %s when it goes on", before, after)
		}
	})
}

func TestWhatIsUsedAndWhatIsLeftIsNeverNegativeAndGoesOneWay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Microsecond, 3000)
		at := d.Start.Add(-24 * time.Hour)
		spent, left := time.Duration(0), d.Total()
		for _, step := range rapid.SliceOfN(rapid.Int64Range(0, int64(72*time.Hour/time.Microsecond)), 1, 20).Draw(t, "steps") {
			at = at.Add(time.Duration(step) * time.Microsecond)
			used, rest := d.Spent(d.cal, at), d.Remaining(d.cal, at)
			if used < spent || rest > left || rest < 0 || used+rest != d.Total() {
				t.Fatalf("at %v %s are used and %s left, before %s and %s", at, used, rest, spent, left)
			}
			spent, left = used, rest
		}
	})
}

func TestAnOpenPauseLeavesADueTimeOnlyIfItBeginsAfterIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Microsecond, 3000)
		due := mustDue(t, d.Clock, d.cal)
		at := d.Start.Add(time.Duration(rapid.Int64Range(0, int64(240*time.Hour/time.Microsecond)).Draw(t, "at")) * time.Microsecond)
		stopped := d.Clock
		stopped.Pauses = append(slices.Clone(d.Pauses), Span{From: at})
		got, _ := stopped.Due(d.cal)
		// A pause that begins where an earlier one ends, or in time that does not count, also keeps what was reached.
		reached := d.Spent(d.cal, at) == d.Total()
		if reached != (got != nil) || got != nil && !got.Equal(due) {
			t.Fatalf("paused at %v: due %v, without the pause %v", at, got, due)
		}
	})
}

func TestWhatIsSpentAgreesWithMarksAndTheDueTime(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Microsecond, 3000)
		percent := rapid.IntRange(0, 100).Draw(t, "percent")
		mark, _ := d.Mark(d.cal, percent)
		part := d.Total() / 100 * time.Duration(percent)
		if got := d.Spent(d.cal, *mark); got != part {
			t.Fatalf("at the mark of %d %% %s of %s are spent", percent, got, d.Total())
		}
		if part > 0 && d.Spent(d.cal, mark.Add(-time.Microsecond)) != part-time.Microsecond {
			t.Fatalf("the mark of %d %% is not the earliest", percent)
		}
		now := d.Start.Add(time.Duration(rapid.Int64Range(0, int64(240*time.Hour/time.Microsecond)).Draw(t, "now")) * time.Microsecond)
		due := mustDue(t, d.Clock, d.cal)
		if (d.Remaining(d.cal, now) == 0) != !now.Before(due) {
			t.Fatalf("at %v %s remain, due %v", now, d.Remaining(d.cal, now), due)
		}
		next := d.NextCheck(d.cal, now, percent)
		switch want := earliestAfter(now, *mark, due); {
		case (next == nil) != want.IsZero(), next != nil && !next.Equal(want):
			t.Fatalf("next check %v, want %v", next, want)
		}
	})
}

func earliestAfter(now time.Time, instants ...time.Time) time.Time {
	var found time.Time
	for _, at := range instants {
		if at.After(now) && (found.IsZero() || at.Before(found)) {
			found = at
		}
	}
	return found
}

// counts is the definition, minute by minute: does the minute that begins at this instant count?
func (d drawn) counts(at time.Time) bool {
	if d.paused(at) {
		return false
	}
	local := at.In(calendar.Zone)
	switch d.Limit.Basis {
	case WorkingDays:
		works, _ := d.cal.IsWorkday(calendar.DateOf(at))
		return works
	case WorkingTime:
		minute := local.Hour()*60 + local.Minute()
		return slices.ContainsFunc(d.cal.Periods(calendar.DateOf(at)), func(p calendar.Period) bool {
			return p.From <= minute && minute < p.To
		})
	default:
		return true
	}
}

func TestDueEqualsCountingMinuteByMinute(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t, time.Minute, 300)
		at, estimated := d.Start, false
		for left := int(d.Total() / time.Minute); left > 0; at = at.Add(time.Minute) {
			if d.counts(at) {
				left--
			}
			if d.Limit.Basis != Elapsed && !d.cal.Published(at.In(calendar.Zone).Year()) && !d.paused(at) {
				estimated = true
			}
		}
		due, gotEstimated := d.Due(d.cal)
		if !due.Equal(at) || gotEstimated != estimated {
			t.Fatalf("due %v (estimated %v), counted by minutes %v (%v)", due, gotEstimated, at, estimated)
		}
	})
}

func (d drawn) paused(at time.Time) bool {
	return slices.ContainsFunc(d.Pauses, func(p Span) bool { return !at.Before(p.From) && at.Before(p.To) })
}
