package dispatch

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// CancelDispatch calls a dispatch off.
func (s *Service) CancelDispatch(ctx context.Context, req *dispatchv1.CancelDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Cancel, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error {
		change.SetClosingNote(req.GetReason())
		return s.callOff(ctx, tx, d)
	})
}

// callOff ends every assignment that is not settled and stops all clocks.
func (s *Service) callOff(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	for _, a := range d.Edges.Assignments {
		step, err := AssignmentConsequences.Step(AssignmentState(a.State), CallOff)
		if err != nil {
			continue // settled: what the unit did stays
		}
		if err := tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.State(string(step.From))).
			SetState(string(step.To)).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return err
		}
		if a.SentTime == nil {
			continue // nobody has had it
		}
		if err := s.handOvers.LapseHandOvers(ctx, tx, a.ID); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(d.Edges.Assignments, func(a *ent.Assignment) bool { return AssignmentState(a.State) == ReturnRequested }) {
		if err := s.objections.LapseObjections(ctx, tx, d.ID); err != nil {
			return err
		}
	}
	if State(d.State) == Escalated {
		if err := s.escalations.LapseEscalations(ctx, tx, d.ID); err != nil {
			return err
		}
	}
	return s.stopAll(ctx, tx, d)
}

// CallOffOrder calls an order off for whose issue nobody is to work any more, in the transaction of the caller.
func (s *Service) CallOffOrder(ctx context.Context, tx *db.Tx, order uuid.UUID) error {
	d, err := hold(access.AsSystem(ctx, tx.Tenant()), tx, order)
	if err != nil {
		return err
	}
	if _, err := Steps.Step(State(d.State), Cancel); err != nil {
		return nil // it is over
	}
	_, err = s.move(ctx, tx, d, Cancel, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, _ *ent.DispatchUpdate) error {
		return s.callOff(ctx, tx, d)
	})
	return err
}
