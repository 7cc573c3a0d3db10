package clock

import (
	"iter"
	"time"

	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// stretches is the time from the start on, in order and without gaps, until more than Total is counted or an open pause
// begins, which is then the last and has no end. A pause is a pause whatever day it falls on.
func (c Clock) stretches(cal *calendar.Calendar) iter.Seq[Segment] {
	return func(yield func(Segment) bool) {
		at := c.start()
		for _, p := range c.pauses() {
			if !c.running(cal, at, p.From, yield) || !yield(Segment{From: p.From, To: p.To, Kind: Paused}) || p.Open() {
				return
			}
			at = p.To
		}
		c.running(cal, at, time.Time{}, yield)
	}
}

// running yields what lies between two pauses. A zero until means for as long as anybody asks. It answers whether more is
// wanted.
func (c Clock) running(cal *calendar.Calendar, from, until time.Time, yield func(Segment) bool) bool {
	if c.Limit.Basis == Elapsed {
		if until.IsZero() {
			until = from.Add(c.Total())
		}
		return !from.Before(until) || yield(counted(from, until))
	}
	for date := calendar.DateOf(from); until.IsZero() || date.Start().Before(until); date = date.Add(1) {
		for _, s := range c.day(cal, date) {
			s = s.within(from, until)
			if !s.From.Before(s.To) {
				continue
			}
			if s.Kind == Counted {
				s.Counted = s.To.Sub(s.From)
			}
			if !yield(s) {
				return false
			}
		}
	}
	return true
}

// day divides one day from midnight to midnight.
func (c Clock) day(cal *calendar.Calendar, date calendar.Date) []Segment {
	day := cal.On(date)
	from, to := date.Start().UTC(), date.Add(1).Start().UTC()
	whole := Segment{From: from, To: to, Kind: Skipped, Estimated: day.Estimated}
	switch periods := cal.Periods(date); {
	case c.Limit.Basis == WorkingDays && day.Works():
		whole.Kind = Counted
	case c.Limit.Basis == WorkingTime && len(periods) > 0:
		return office(whole, date, periods)
	case day.Kind == calendar.Holiday:
		whole.Reason, whole.Name = Holiday, day.Name
	case day.Kind == calendar.Weekend:
		whole.Reason = Weekend
	default:
		whole.Reason = Closed
	}
	return []Segment{whole}
}

// office divides a day with office hours into night, periods and the breaks between them.
func office(whole Segment, date calendar.Date, periods []calendar.Period) []Segment {
	segments := make([]Segment, 0, 2*len(periods)+1)
	at, between := whole.From, Night
	for _, p := range periods {
		from, to := p.On(date)
		segments = append(segments,
			Segment{From: at, To: from.UTC(), Kind: Skipped, Reason: between, Estimated: whole.Estimated},
			Segment{From: from.UTC(), To: to.UTC(), Kind: Counted, Estimated: whole.Estimated})
		at, between = to.UTC(), Break
	}
	return append(segments, Segment{From: at, To: whole.To, Kind: Skipped, Reason: Night, Estimated: whole.Estimated})
}

func counted(from, to time.Time) Segment {
	return Segment{From: from, To: to, Kind: Counted, Counted: to.Sub(from)}
}
