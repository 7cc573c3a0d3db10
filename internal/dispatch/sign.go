package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// SignAssignment takes the duty (签收).
func (s *Service) SignAssignment(ctx context.Context, req *dispatchv1.SignAssignmentRequest) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, Sign, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error {
		change.SetSignedTime(tx.Now())
		if Kind(d.Kind) == KindOrder {
			return s.awaitStage(ctx, tx, d, a, clockSign)
		}
		return s.stop(ctx, tx, d, a, clockSign)
	})
}
