package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetCampaign shows a campaign.
func (s *Service) GetCampaign(ctx context.Context, req *pb.GetCampaignRequest) (*pb.Campaign, error) {
	ids, err := name.Parse("campaigns/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		return campaignToProto(c), nil
	})
}
