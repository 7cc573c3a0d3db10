package dispatch

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// WaiveAssignment lets a unit off with a reason (免办).
func (s *Service) WaiveAssignment(ctx context.Context, req *dispatchv1.WaiveAssignmentRequest) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, Waive, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error {
		change.SetWaiveReason(req.GetReason())
		return s.stop(ctx, tx, d, a)
	})
}
