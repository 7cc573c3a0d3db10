package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CompleteAssignment says what came of it (反馈).
func (s *Service) CompleteAssignment(ctx context.Context, req *dispatchv1.CompleteAssignmentRequest) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, Complete, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error {
		if err := s.visits.CheckVisit(ctx, tx, d, a); err != nil {
			return err
		}
		change.SetCompletedTime(tx.Now()).SetResult(req.GetResult())
		return s.stop(ctx, tx, d, a)
	})
}
