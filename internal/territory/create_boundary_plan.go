package territory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateBoundaryPlan begins a draft.
func (s *Service) CreateBoundaryPlan(ctx context.Context, req *directoryv1.CreateBoundaryPlanRequest) (*directoryv1.BoundaryPlan, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BoundaryPlan, error) {
		id, err := tx.ChosenID("boundary_plan_id", req.GetBoundaryPlanId())
		if err != nil {
			return nil, err
		}
		p, err := tx.BoundaryPlan.Create().SetID(id).SetName(req.GetBoundaryPlan().GetDisplayName()).SetState(string(Draft)).Save(ctx)
		if err != nil {
			return nil, err
		}
		told := map[string]any{"state": p.State}
		tx.Audit(db.Audit{Action: permitManage, Object: name.Of(plans, p.ID), After: told})
		tx.Emit(db.Event{Type: "haolinju.directory.boundary_plan.created.v1", Subject: name.Of(plans, p.ID), Data: told})
		return planToProto(p), nil
	})
}
