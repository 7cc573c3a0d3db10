package territory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/boundary"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// PublishBoundaryPlan makes a draft hold.
func (s *Service) PublishBoundaryPlan(ctx context.Context, req *directoryv1.PublishBoundaryPlanRequest) (*directoryv1.BoundaryPlan, error) {
	return s.act(ctx, Publish, req.GetName(), req.GetEtag(), func(ctx context.Context, tx *db.Tx, p *ent.BoundaryPlan, change *ent.BoundaryPlanUpdate) (map[string]any, error) {
		from := tx.Now()
		if named := wire.Time(req.GetValidFrom()); named != nil {
			from = *named
		}
		before, err := last(ctx, tx)
		switch {
		case err != nil:
			return nil, err
		case from.Before(tx.Now()), before != nil && !from.After(*before.ValidFrom):
			return nil, ErrTooEarly.On("valid_from")
		}
		drawn, err := tx.Boundary.Query().Where(boundary.PlanID(p.ID)).All(ctx)
		if err != nil {
			return nil, err
		}
		if _, err := s.planned(ctx, tx, before, drawn); err != nil {
			return nil, err
		}
		change.SetValidFrom(from).SetReason(req.GetReason()).SetPublisherID(access.From(ctx).Person)
		return map[string]any{"valid_from": from}, nil
	})
}
