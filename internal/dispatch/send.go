package dispatch

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// SendDispatch hands a drafted order to its units.
func (s *Service) SendDispatch(ctx context.Context, req *dispatchv1.SendDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Send, s.release)
}

// release delivers the assignments of a dispatch and starts their clocks and that of its review.
func (s *Service) release(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error {
	if tooSoon(d.DueTime, tx.Now()) {
		return ErrDueInPast.On("dispatch.due_time")
	}
	acting := slices.DeleteFunc(slices.Clone(d.Edges.Assignments), func(a *ent.Assignment) bool { return !mustAct(a) })
	var dues map[uuid.UUID]*time.Time
	if err := db.Together(ctx,
		func(ctx context.Context) error { return s.checkConsulted(ctx, tx, d) },
		func(ctx context.Context) (err error) {
			dues, err = s.clocks.StartClocks(ctx, tx, d, acting...)
			return err
		}); err != nil {
		return err
	}
	change.SetSentTime(tx.Now())
	for _, a := range d.Edges.Assignments {
		if a.Role == lead && d.DueTime == nil {
			change.SetNillableDueTime(dues[a.ID])
		}
		deliver := tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.State(string(Named))).
			SetState(string(Delivered)).SetSentTime(tx.Now()).SetNillableDueTime(dues[a.ID])
		if err := deliver.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return err
		}
	}
	return s.clocks.StartReview(ctx, tx, d)
}
