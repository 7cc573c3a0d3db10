package clock

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// Basis is the kind of time in which a limit is counted.
type Basis string

// The bases of limits.
const (
	Elapsed     Basis = "ELAPSED"
	WorkingTime Basis = "WORKING_TIME"
	WorkingDays Basis = "WORKING_DAYS"
)

// MaxMinutes is the longest limit that can be computed with, about a hundred years; it only keeps sums in range.
const MaxMinutes = 100 * 365 * 24 * 60

// Limit is how much time is allowed. It is the shape of a setting.
type Limit struct {
	// Minutes of the basis; one working day is 1,440.
	Minutes int   `json:"minutes"`
	Basis   Basis `json:"basis"`
}

// Check refuses limits that cannot be kept.
func (l Limit) Check() error {
	switch l.Basis {
	case Elapsed, WorkingTime, WorkingDays:
	default:
		return fmt.Errorf("basis %q is none of %s, %s, %s", l.Basis, Elapsed, WorkingTime, WorkingDays)
	}
	if l.Minutes < 0 || l.Minutes > MaxMinutes {
		return errors.New("minutes are outside 0 to a hundred years")
	}
	return nil
}

// Span is the time [From, To). A zero To means that it has not ended.
type Span struct {
	From, To time.Time
}

// Open tells whether the span has not ended.
func (s Span) Open() bool {
	return s.To.IsZero()
}

// Extension is more time, in the basis of the limit that it extends.
type Extension struct {
	Minutes int
}

// Clock is one running limit.
type Clock struct {
	Start      time.Time
	Limit      Limit
	Pauses     []Span
	Extensions []Extension
}

// Total is the limit with its extensions.
func (c Clock) Total() time.Duration {
	minutes := min(max(c.Limit.Minutes, 0), MaxMinutes)
	for _, e := range c.Extensions {
		minutes = min(minutes+min(max(e.Minutes, 0), MaxMinutes), MaxMinutes)
	}
	return time.Duration(minutes) * time.Minute
}

// start is the start in UTC, to the microsecond that the database keeps.
func (c Clock) start() time.Time {
	return c.Start.UTC().Truncate(time.Microsecond)
}

// pauses are the pauses after the start, in order and apart; only the last may be open.
func (c Clock) pauses() []Span {
	var spans []Span
	for _, p := range c.Pauses {
		p.From = later(p.From.UTC().Truncate(time.Microsecond), c.start())
		if !p.Open() {
			p.To = p.To.UTC().Truncate(time.Microsecond)
		}
		if p.Open() || p.To.After(p.From) {
			spans = append(spans, p)
		}
	}
	slices.SortFunc(spans, func(a, b Span) int { return a.From.Compare(b.From) })
	var apart []Span
	for _, p := range spans {
		if n := len(apart); n > 0 && (apart[n-1].Open() || !p.From.After(apart[n-1].To)) {
			apart[n-1] = apart[n-1].join(p)
			continue
		}
		apart = append(apart, p)
	}
	return apart
}

// join is the span from the beginning of s to whichever ends later, for a span that begins within s.
func (s Span) join(next Span) Span {
	if s.Open() || next.Open() {
		return Span{From: s.From}
	}
	return Span{From: s.From, To: later(s.To, next.To)}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// Due is when the limit is used up, or nil while an open pause stops the clock before. Estimated tells that a day on the
// way lies in a year whose working days are not published yet. The calendar may be nil for a limit in elapsed time.
func (c Clock) Due(cal *calendar.Calendar) (due *time.Time, estimated bool) {
	return c.reach(cal, c.Total())
}

// Mark is when so many percent of the limit are used up, or nil as in Due.
func (c Clock) Mark(cal *calendar.Calendar, percent int) (mark *time.Time, estimated bool) {
	return c.reach(cal, c.Total()/100*time.Duration(percent))
}

// NextCheck is the earliest instant after now at which a warning, given in percent of the limit, or the limit itself is
// reached; nil if there is none, or none before an open pause ends.
func (c Clock) NextCheck(cal *calendar.Calendar, now time.Time, warnings ...int) *time.Time {
	var next *time.Time
	for _, percent := range append(slices.Clone(warnings), 100) {
		mark, _ := c.Mark(cal, percent)
		if mark != nil && mark.After(now) && (next == nil || mark.Before(*next)) {
			next = mark
		}
	}
	return next
}

// Spent is how much of the limit is used up at an instant, from nothing to Total.
func (c Clock) Spent(cal *calendar.Calendar, now time.Time) time.Duration {
	var spent time.Duration
	for s := range c.stretches(cal) {
		if !s.From.Before(now) || spent >= c.Total() {
			break
		}
		if s.Kind == Counted {
			spent += earlier(s.To, now).Sub(s.From)
		}
	}
	return min(spent, c.Total())
}

// Remaining is how much of the limit is left at an instant; it is zero from the due time on.
func (c Clock) Remaining(cal *calendar.Calendar, now time.Time) time.Duration {
	return c.Total() - c.Spent(cal, now)
}

// Lacks is how much longer the limit would have to be to be used up at an instant, or at the last one before it that counts; less than
// nothing where it is used up before.
func (c Clock) Lacks(cal *calendar.Calendar, until time.Time) time.Duration {
	endless := c
	endless.Limit.Minutes, endless.Extensions = MaxMinutes, nil
	return endless.Spent(cal, until) - c.Total()
}

// Fraction is the share of the limit that is used up at an instant, from 0 to 1.
func (c Clock) Fraction(cal *calendar.Calendar, now time.Time) float64 {
	if c.Total() == 0 {
		return 1
	}
	return float64(c.Spent(cal, now)) / float64(c.Total())
}
