package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateCampaign draws up a campaign of a unit within the caller's reach.
func (s *Service) CreateCampaign(ctx context.Context, req *pb.CreateCampaignRequest) (*pb.Campaign, error) {
	want := req.GetCampaign()
	units, err := name.ParseField("campaign.unit", "units/*", want.GetUnit())
	if err != nil {
		return nil, err
	}
	if want.GetQuota() == 0 && want.GetThresholdBasisPoints() == 0 {
		return nil, ErrNothingToWin.On("campaign.quota").On("campaign.threshold_basis_points")
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		id, err := tx.ChosenID("campaign_id", req.GetCampaignId())
		if err != nil {
			return nil, err
		}
		known, err := tx.Unit.Query().Where(unit.ID(units[0])).Exist(ctx)
		if err != nil {
			return nil, err
		}
		if !known || !access.ReachOf(ctx).Covers(units[0]) {
			return nil, fault.ErrNotFound.On("campaign.unit").With("name", want.GetUnit())
		}
		c, err := tx.Campaign.Create().SetID(id).SetUnitID(units[0]).
			SetTitle(want.GetTitle()).SetDescription(want.GetDescription()).SetHonourTitle(want.GetHonourTitle()).
			SetYear(int(want.GetYear())).SetSubjectKind(bare(want.GetSubjectKind(), "SUBJECT_KIND_")).
			SetQuota(int(want.GetQuota())).SetThresholdBasisPoints(int(want.GetThresholdBasisPoints())).
			SetBallot(want.GetBallot()).SetState(string(Draft)).Save(ctx)
		if err != nil {
			return nil, err
		}
		full := name.Of("campaigns", id)
		tx.Audit(db.Audit{Action: "evaluation.campaign.create", Object: full,
			After: map[string]any{"state": Draft, "subject_kind": c.SubjectKind, "quota": c.Quota,
				"threshold_basis_points": c.ThresholdBasisPoints, "ballot": c.Ballot}})
		tx.Emit(db.Event{Type: "haolinju.evaluation.campaign.created.v1", Subject: full, Units: []uuid.UUID{c.UnitID},
			Data: map[string]any{"subject_kind": c.SubjectKind}})
		return campaignToProto(c), nil
	})
}
