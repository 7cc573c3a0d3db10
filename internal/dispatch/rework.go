package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ReworkAssignmentBy is the verb of the street that sends a duty back to its unit; what then keeps of it is rework's.
func (s *Service) ReworkAssignmentBy(ctx context.Context, req *dispatchv1.ReworkAssignmentRequest,
	then func(context.Context, *db.Tx, *ent.Dispatch, *ent.Assignment) error) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, Rework, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error {
		if err := s.checkRework(ctx, tx, d); err != nil {
			return err
		}
		if err := then(ctx, tx, d, a); err != nil {
			return err
		}
		change.ClearCompletedTime().SetResult("").AddReworkCount(1)
		if err := s.clocks.ReopenClock(ctx, tx, d, a); err != nil || !mustAct(a) {
			return err
		}
		return s.clocks.StartClock(ctx, tx, d, a, clockStageReport)
	})
}

// checkRework refuses it where an issue behind an order is past being worked on.
func (s *Service) checkRework(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	if Kind(d.Kind) != KindOrder || len(d.Edges.Issues) == 0 {
		return nil
	}
	return s.progress.CheckRework(ctx, tx, d.ID, issuesOf(d))
}
