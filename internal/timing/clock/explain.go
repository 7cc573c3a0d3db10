package clock

import (
	"time"

	"github.com/haolinju/haolinju/internal/platform/calendar"
)

// Kind says what a clock does during a segment.
type Kind string

// The kinds of segments.
const (
	Counted Kind = "COUNTED"
	Paused  Kind = "PAUSED"
	Skipped Kind = "SKIPPED"
)

// Reason says why a segment is skipped.
type Reason string

// The reasons for skipping. A closed office is one that has no hours on a day that is worked.
const (
	Night   Reason = "NIGHT"
	Break   Reason = "BREAK"
	Closed  Reason = "CLOSED"
	Weekend Reason = "WEEKEND"
	Holiday Reason = "HOLIDAY"
)

// Segment is a part [From, To) of a clock's time in which one thing holds.
type Segment struct {
	// From and To are in UTC. To is zero for a pause that has not ended.
	From, To time.Time
	Kind     Kind
	// Reason is set when Kind is Skipped.
	Reason Reason
	// Name is the holiday in Chinese when Reason is Holiday.
	Name string
	// Counted is To - From for a counted segment, and nothing for the others.
	Counted time.Duration
	// Estimated is set when the segment rests on a year whose working days are not published yet.
	Estimated bool
}

// Explain covers the time from the start until the limit is used up, or until the open pause that stops the clock,
// without gaps. Neighbours that say the same are one segment.
func (c Clock) Explain(cal *calendar.Calendar) []Segment {
	part := c.Total()
	if part == 0 {
		return nil
	}
	var segments []Segment
	for s := range c.stretches(cal) {
		if s.Counted >= part {
			s.Counted, s.To = part, s.From.Add(part)
		}
		part -= s.Counted
		segments = join(segments, s)
		if part == 0 {
			break
		}
	}
	return segments
}

// join appends a segment, or lengthens the last one if both say the same.
func join(segments []Segment, next Segment) []Segment {
	if n := len(segments); n > 0 {
		last := &segments[n-1]
		if last.Kind == next.Kind && last.Reason == next.Reason && last.Name == next.Name && last.Estimated == next.Estimated {
			last.To = next.To
			last.Counted += next.Counted
			return segments
		}
	}
	return append(segments, next)
}
