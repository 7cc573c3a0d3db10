package dispatch

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/dispatch/clock"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// policy is what the dated settings say at one moment about the clocks of a dispatch.
type policy struct {
	now      time.Time
	calendar *calendar.Calendar
	warnings []int
	sign     *clock.Limit
	reportIn *clock.Limit
	complete *clock.Limit
	review   *clock.Limit
}

func policyAt(ctx context.Context, tx *db.Tx, d *ent.Dispatch) (policy, error) {
	p := policy{now: tx.Now()}
	var err error
	if p.calendar, err = calendarAt(ctx, tx, p.now); err != nil {
		return p, err
	}
	if p.warnings, err = warnings.At(ctx, tx, p.now); err != nil {
		return p, err
	}
	read := func(key setting.Key[clock.Limit], set bool) *clock.Limit {
		if err != nil || !set {
			return nil
		}
		var l clock.Limit
		l, err = limitAt(ctx, tx, key, p.now)
		return &l
	}
	kind := Kind(d.Kind)
	sign, hasSign := signLimits[kind]
	p.sign = read(sign, hasSign)
	reportIn, hasReportIn := reportInLimits[kind]
	p.reportIn = read(reportIn, hasReportIn)
	if minutes := minutesUntil(d.DueTime, p.now); minutes > 0 {
		p.complete = &clock.Limit{Minutes: minutes, Basis: clock.Elapsed}
	} else {
		complete, hasComplete := completeLimit(kind, d.Tier)
		p.complete = read(complete, hasComplete)
	}
	p.review = read(reviewLimit, kind == KindEmergency)
	return p, err
}

// minutesUntil is how many whole minutes lie before a due time; 0 without one or when it has passed.
func minutesUntil(due *time.Time, now time.Time) int {
	if due == nil {
		return 0
	}
	return int(max(due.Sub(now), 0) / time.Minute)
}

// due is when a limit that starts now runs out; nil without a limit.
func (p policy) due(l *clock.Limit) *time.Time {
	if l == nil {
		return nil
	}
	due, _ := clock.Clock{Start: p.now, Limit: *l}.Due(p.calendar)
	return due
}

// clocksFor are the clocks of a unit that must act, started now.
func (p policy) clocksFor(tx *db.Tx, dispatch, assignment uuid.UUID) []*ent.ClockCreate {
	var rows []*ent.ClockCreate
	for _, c := range []struct {
		kind  string
		limit *clock.Limit
	}{{clockSign, p.sign}, {clockReportIn, p.reportIn}, {clockComplete, p.complete}} {
		if c.limit != nil {
			rows = append(rows, p.start(tx, dispatch, c.kind, *c.limit).SetAssignmentID(assignment))
		}
	}
	return rows
}

// start is one clock, started now.
func (p policy) start(tx *db.Tx, dispatch uuid.UUID, kind string, l clock.Limit) *ent.ClockCreate {
	c := clock.Clock{Start: p.now, Limit: l}
	return tx.Clock.Create().SetID(tx.NewID()).SetDispatchID(dispatch).SetKind(kind).SetBasis(string(l.Basis)).
		SetLimitMinutes(l.Minutes).SetStartTime(p.now).SetNillableDueTime(p.due(&l)).
		SetNillableNextCheckAt(c.NextCheck(p.calendar, p.now, p.warnings...)).
		SetPolicyVersion(calendar.DateOf(p.now).String())
}

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

// stop stops the running clocks of an assignment, all of them or those of the given kinds. The caller holds the dispatch.
func stop(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, kinds ...string) error {
	return stopAll(ctx, tx, d, func(c *ent.Clock) bool {
		return c.AssignmentID != nil && *c.AssignmentID == a.ID && (len(kinds) == 0 || slices.Contains(kinds, c.Kind))
	})
}

// stopDispatch stops every running clock of a dispatch but those of the given kinds.
func stopDispatch(ctx context.Context, tx *db.Tx, d *ent.Dispatch, but ...string) error {
	return stopAll(ctx, tx, d, func(c *ent.Clock) bool { return !slices.Contains(but, c.Kind) })
}

// stopAll stops the running clocks that match. A breach that the sweep has not come to yet is marked first.
func stopAll(ctx context.Context, tx *db.Tx, d *ent.Dispatch, match func(*ent.Clock) bool) error {
	for _, c := range d.Edges.Clocks {
		if !match(c) {
			continue
		}
		if late(c, tx.Now()) && c.BreachedTime == nil {
			if err := breach(ctx, tx, d, c); err != nil {
				return err
			}
		}
		if err := tx.Clock.Update().Where(clockrow.ID(c.ID), clockrow.StoppedTimeIsNil()).
			SetStoppedTime(tx.Now()).ClearNextCheckAt().Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return err
		}
	}
	return nil
}
