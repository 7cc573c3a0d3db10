package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// OpenCampaign lets nominations begin.
func (s *Service) OpenCampaign(ctx context.Context, req *pb.OpenCampaignRequest) (*pb.Campaign, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		c, step, err := begin(ctx, tx, req.GetName(), req.GetEtag(), Open)
		if err != nil {
			return nil, err
		}
		if err := s.mayOpen(ctx, tx, c); err != nil {
			return nil, err
		}
		return move(ctx, tx, c, step, tx.Campaign.Update())
	})
}

// mayOpen asks that the weights are whole.
func (s *Service) mayOpen(ctx context.Context, tx *db.Tx, c *ent.Campaign) error {
	whole, err := s.Weights.WeightsWhole(ctx, tx, c.ID)
	if err == nil && !whole {
		return ErrWeightsNotWhole
	}
	return err
}
