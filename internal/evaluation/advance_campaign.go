package evaluation

import (
	"context"
	"time"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// AdvanceCampaign ends a phase that ends by decision alone, or a publicity that has lasted its time.
func (s *Service) AdvanceCampaign(ctx context.Context, req *pb.AdvanceCampaignRequest) (*pb.Campaign, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Campaign, error) {
		c, step, err := begin(ctx, tx, req.GetName(), req.GetEtag(), Advance)
		if err != nil {
			return nil, err
		}
		if err := mayAdvance(c, tx.Now()); err != nil {
			return nil, err
		}
		return move(ctx, tx, c, step, tx.Campaign.Update())
	})
}

// mayAdvance asks that a vote has a ballot and that a publicity has lasted its time.
func mayAdvance(c *ent.Campaign, now time.Time) error {
	if CampaignState(c.State) == Reviewing && !c.Ballot {
		return ErrNoBallot
	}
	return publicityOver(c, now)
}

// publicityOver holds from the moment that was fixed when the list was made public.
func publicityOver(c *ent.Campaign, now time.Time) error {
	if c.PublicityEndTime != nil && now.Before(*c.PublicityEndTime) {
		return ErrPublicityNotOver.With("publicity_end_time", c.PublicityEndTime.Format(time.RFC3339))
	}
	return nil
}
