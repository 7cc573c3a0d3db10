package territory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CancelBoundaryPlan gives a plan up that does not hold.
func (s *Service) CancelBoundaryPlan(ctx context.Context, req *directoryv1.CancelBoundaryPlanRequest) (*directoryv1.BoundaryPlan, error) {
	return s.act(ctx, Cancel, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, p *ent.BoundaryPlan, _ *ent.BoundaryPlanUpdate) (map[string]any, error) {
		if p.ValidFrom == nil {
			return map[string]any{}, nil
		}
		after, err := last(ctx, tx)
		switch {
		case err != nil:
			return nil, err
		case !p.ValidFrom.After(tx.Now()):
			return nil, ErrBegun
		case after.ID != p.ID:
			return nil, ErrNotLast
		}
		return map[string]any{"valid_from": *p.ValidFrom}, nil
	})
}
