package timing

import (
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// running is the pure clock of a row.
func running(c *ent.Clock) clock.Clock {
	r := clock.Clock{Start: c.StartTime, Limit: clock.Limit{Minutes: c.LimitMinutes, Basis: clock.Basis(c.Basis)}}
	for _, p := range c.Pauses {
		span := clock.Span{From: p.From}
		if p.Until != nil {
			span.To = *p.Until
		}
		r.Pauses = append(r.Pauses, span)
	}
	for _, e := range c.Extensions {
		r.Extensions = append(r.Extensions, clock.Extension{Minutes: e.Minutes})
	}
	return r
}

// late tells that the limit is used up at the moment: the due time itself is late.
func late(c *ent.Clock, now time.Time) bool { return c.DueTime != nil && !now.Before(*c.DueTime) }
