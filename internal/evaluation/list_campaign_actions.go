package evaluation

import (
	"context"
	"errors"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ListCampaignActions tells what the caller may do with a campaign now, by the very checks of the verbs.
func (s *Service) ListCampaignActions(ctx context.Context, req *pb.ListCampaignActionsRequest) (*pb.ListCampaignActionsResponse, error) {
	ids, err := name.Parse("campaigns/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListCampaignActionsResponse, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		out := &pb.ListCampaignActionsResponse{}
		for _, do := range CampaignVerbs {
			action := &pb.CampaignAction{Verb: string(do), Allowed: true}
			if err := s.may(ctx, tx, c, do); err != nil {
				var refused *fault.Fault
				if !errors.As(err, &refused) {
					return nil, err
				}
				action.Allowed, action.Reason = false, refused.Reason()
			}
			out.Actions = append(out.Actions, action)
		}
		return out, nil
	})
}

// may is nil if the caller may use the verb on the campaign now.
func (s *Service) may(ctx context.Context, tx *db.Tx, c *ent.Campaign, do CampaignVerb) error {
	if !access.ReachFor(ctx, "evaluation.campaign."+string(do)).Covers(c.UnitID) {
		return fault.ErrDenied
	}
	if _, err := CampaignSteps.Step(CampaignState(c.State), do); err != nil {
		return err
	}
	switch do {
	case Open:
		return s.mayOpen(ctx, tx, c)
	case Advance:
		return mayAdvance(c, tx.Now())
	case Publish:
		_, err := s.mayPublish(ctx, tx, c)
		return err
	case Award:
		_, err := mayAward(ctx, tx, c)
		return err
	}
	return nil
}
