package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/criterion"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// OpenCampaign lets nominations begin.
func (s *Service) OpenCampaign(ctx context.Context, req *pb.OpenCampaignRequest) (*pb.Campaign, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		c, step, err := begin(ctx, tx, req.GetName(), req.GetEtag(), Open)
		if err != nil {
			return nil, err
		}
		if err := mayOpen(ctx, tx, c); err != nil {
			return nil, err
		}
		return move(ctx, tx, c, step, tx.Campaign.Update())
	})
}

// mayOpen asks that the weights are whole.
func mayOpen(ctx context.Context, tx *db.Tx, c *ent.Campaign) error {
	criteria, err := criteriaOf(ctx, tx, c.ID)
	if err == nil && !weightsWhole(criteria) {
		return ErrWeightsNotWhole
	}
	return err
}

// criteriaOf are the criteria of a campaign in the order in which they were added.
func criteriaOf(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]*ent.Criterion, error) {
	return tx.Criterion.Query().Where(criterion.CampaignID(id)).Order(page.Oldest).All(ctx)
}
