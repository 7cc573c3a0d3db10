package scoring

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateCriterion adds a measure to a campaign that is being drawn up.
func (s *Service) CreateCriterion(ctx context.Context, req *pb.CreateCriterionRequest) (*pb.Criterion, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Criterion, error) {
		c, err := s.Campaigns.VisibleCampaign(ctx, tx, ids[0], true)
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(c.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := s.Phases.InPhase(c, "create_criterion"); err != nil {
			return nil, err
		}
		id, err := tx.ChosenID("criterion_id", req.GetCriterionId())
		if err != nil {
			return nil, err
		}
		want := req.GetCriterion()
		row, err := tx.Criterion.Create().SetID(id).SetCampaignID(c.ID).SetTitle(want.GetTitle()).
			SetDescription(want.GetDescription()).SetWeightBasisPoints(int(want.GetWeightBasisPoints())).
			SetMaxScore(int(want.GetMaxScore())).Save(ctx)
		if err != nil {
			return nil, err
		}
		full := part(c.ID, "criteria", id)
		tx.Audit(db.Audit{Action: "evaluation.criterion.create", Object: full,
			After: map[string]any{"weight_basis_points": row.WeightBasisPoints, "max_score": row.MaxScore}})
		tx.Emit(db.Event{Type: "haolinju.evaluation.criterion.created.v1", Subject: full, Units: []uuid.UUID{c.UnitID}})
		return criterionToProto(row), nil
	})
}
