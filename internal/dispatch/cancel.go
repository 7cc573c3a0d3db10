package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// CancelDispatch calls a dispatch off.
func (s *Service) CancelDispatch(ctx context.Context, req *dispatchv1.CancelDispatchRequest) (*dispatchv1.Dispatch, error) {
	return s.act(ctx, req, Cancel, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error {
		change.SetClosingNote(req.GetReason())
		return callOff(ctx, tx, d)
	})
}

// callOff ends every assignment that is not settled and stops all clocks.
func callOff(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	for _, a := range d.Edges.Assignments {
		step, err := AssignmentConsequences.Step(AssignmentState(a.State), CallOff)
		if err != nil {
			continue // settled: what the unit did stays
		}
		if err := tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.State(string(step.From))).
			SetState(string(step.To)).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return err
		}
	}
	return stopDispatch(ctx, tx, d)
}
