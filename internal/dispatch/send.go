package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// SendDispatch hands a drafted order to its units.
func (s *Service) SendDispatch(ctx context.Context, req *dispatchv1.SendDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Send, release)
}

// release delivers the assignments of a dispatch and starts their clocks and, for an emergency, that of its review.
func release(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error {
	if d.DueTime != nil && minutesUntil(d.DueTime, tx.Now()) < 1 {
		return ErrDueInPast.On("dispatch.due_time")
	}
	p, err := policyAt(ctx, tx, d)
	if err != nil {
		return err
	}
	due := p.due(p.complete)
	change.SetSentTime(tx.Now())
	if d.DueTime == nil {
		change.SetNillableDueTime(due)
	}
	var clocks []*ent.ClockCreate
	for _, a := range d.Edges.Assignments {
		deliver := tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.State(string(Named))).
			SetState(string(Delivered)).SetSentTime(tx.Now())
		if mustAct(a) {
			deliver.SetNillableDueTime(due)
			clocks = append(clocks, p.clocksFor(tx, d.ID, a.ID)...)
		}
		if err := deliver.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return err
		}
	}
	if p.review != nil {
		clocks = append(clocks, p.start(tx, d.ID, clockReview, *p.review))
	}
	return tx.Clock.CreateBulk(clocks...).Exec(tx.Later(ctx, nil))
}
