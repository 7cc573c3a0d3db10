package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// CancelCampaign calls a campaign off.
func (s *Service) CancelCampaign(ctx context.Context, req *pb.CancelCampaignRequest) (*pb.Campaign, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		c, step, err := begin(ctx, tx, req.GetName(), req.GetEtag(), Cancel)
		if err != nil {
			return nil, err
		}
		return move(ctx, tx, c, step, tx.Campaign.Update().SetCancelReason(req.GetReason()))
	})
}
