package clock

import (
	"math"
	"time"

	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// reach is when a part of the limit is used up, or nil if an open pause comes first. It says when, and Explain why: days that are
// used up whole are only counted here.
func (c Clock) reach(cal *calendar.Calendar, part time.Duration) (at *time.Time, estimated bool) {
	from := c.start()
	if part == 0 {
		return &from, false
	}
	for _, p := range c.pauses() {
		end, left, guessed := c.use(cal, from, p.From, part)
		estimated = estimated || guessed
		if left == 0 {
			return &end, estimated
		}
		if p.Open() {
			return nil, estimated
		}
		from, part = p.To, left
	}
	end, _, guessed := c.use(cal, from, time.Time{}, part)
	return &end, estimated || guessed
}

// use counts a part of the limit from one instant on and until another at most, a zero one meaning for as long as it takes: where
// that ends, what is left then, and whether a day on the way is an estimate.
func (c Clock) use(cal *calendar.Calendar, from, until time.Time, part time.Duration) (end time.Time, left time.Duration, estimated bool) {
	if c.Limit.Basis == Elapsed {
		if span := until.Sub(from); !until.IsZero() && span < part {
			return until, part - max(span, 0), false
		}
		return from.Add(part), 0, false
	}
	first, last := calendar.NumberOf(from), calendar.Number(math.MaxInt)
	if !until.IsZero() {
		last = calendar.NumberOf(until)
	}
	for n := first; ; n++ {
		for ; first < n && n < last; n++ { // days that lie between are used up whole
			used, guessed := whole(cal, c.Limit.Basis, n)
			estimated = estimated || guessed
			if used >= part {
				break
			}
			part -= used
		}
		begin := n.Start()
		if !until.IsZero() && !later(begin, from).Before(until) {
			return until, part, estimated
		}
		used, guessed := whole(cal, c.Limit.Basis, n)
		estimated = estimated || guessed
		periods := allDay
		switch {
		case used == 0:
			continue
		case c.Limit.Basis == WorkingTime:
			periods = cal.Open(n)
		}
		for _, p := range periods {
			s := Segment{From: begin.Add(time.Duration(p.From) * time.Minute), To: begin.Add(time.Duration(p.To) * time.Minute)}.within(from, until)
			if span := s.To.Sub(s.From); span >= part {
				return s.From.Add(part), 0, estimated
			} else if span > 0 {
				part -= span
			}
		}
	}
}

// allDay is a day that is worked, where days are counted.
var allDay = []calendar.Period{{From: 0, To: 24 * 60}}

// whole is how much of a limit of some basis a whole day uses up.
func whole(cal *calendar.Calendar, basis Basis, n calendar.Number) (counted time.Duration, estimated bool) {
	if basis == WorkingTime {
		return cal.OfficeTime(n)
	}
	works, estimated := cal.IsWorked(n)
	if works {
		counted = 24 * time.Hour
	}
	return counted, estimated
}

// within is the part of the segment from one instant on and before another, a zero one meaning none; it may be empty.
func (s Segment) within(from, until time.Time) Segment {
	s.From = later(s.From, from)
	if !until.IsZero() {
		s.To = earlier(s.To, until)
	}
	return s
}
