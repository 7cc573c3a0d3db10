package rework

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ReworkAssignment sends a duty back to its unit.
func (s *Service) ReworkAssignment(ctx context.Context, req *dispatchv1.ReworkAssignmentRequest) (*dispatchv1.Assignment, error) {
	if access.PersonOf(ctx) == nil { // a system reviews nothing
		return nil, fault.ErrDenied
	}
	return s.Dispatches.ReworkAssignmentBy(ctx, req, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error {
		return tx.Rework.Create().SetID(tx.NewID()).SetDispatchID(d.ID).SetAssignmentID(a.ID).SetUnitID(a.UnitID).SetIssuingUnitID(d.IssuingUnitID).
			SetReason(req.GetReason()).SetResult(a.Result).SetCompletedTime(*a.CompletedTime).SetReviewerID(access.From(ctx).Person).
			Exec(tx.Later(ctx, nil))
	})
}
