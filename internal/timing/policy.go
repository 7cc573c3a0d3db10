package timing

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// policy is what the dated settings say at one moment about the clocks of a dispatch.
type policy struct {
	now      time.Time
	edition  int // of the calendar
	calendar *calendar.Calendar
	warnings []int
	sign     *clock.Limit
	reportIn *clock.Limit
	complete *clock.Limit
	review   *clock.Limit

	objection    *clock.Limit
	adjudication *clock.Limit
}

func (s *Service) policyAt(ctx context.Context, tx *db.Tx, d *ent.Dispatch) (policy, error) {
	p := policy{now: tx.Now()}
	var err error
	if p.edition, p.calendar, err = s.newest(ctx, tx, p.now); err != nil {
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
	kind := d.Kind
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
	p.review = read(reviewLimit, kind == emergency)
	p.objection, p.adjudication = read(objectionLimit, true), read(adjudicationLimit, true)
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
		SetPolicyVersion(calendar.DateOf(p.now).String()).SetCalendarEdition(p.edition)
}
