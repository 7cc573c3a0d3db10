package territory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetBoundaryPlan returns one plan with what it draws.
func (s *Service) GetBoundaryPlan(ctx context.Context, req *directoryv1.GetBoundaryPlanRequest) (*directoryv1.BoundaryPlan, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BoundaryPlan, error) {
		p, err := find(ctx, tx.BoundaryPlan.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return whole(ctx, tx, p)
	})
}
