package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListNominations lists the nominations of a campaign that the caller may see.
func (s *Service) ListNominations(ctx context.Context, req *pb.ListNominationsRequest) (*pb.ListNominationsResponse, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	after, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListNominationsResponse, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		query := tx.Nomination.Query().Where(nomination.CampaignID(c.ID), page.BehindNewest[predicate.Nomination](after)).
			Where(concerned(access.ReachOf(ctx), c.UnitID)...)
		if req.GetState() != pb.Nomination_STATE_UNSPECIFIED {
			query.Where(nomination.State(bare(req.GetState(), "STATE_")))
		}
		rows, err := query.Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		out := &pb.ListNominationsResponse{}
		rows, out.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(n *ent.Nomination) page.Cursor {
			return page.Cursor{Time: n.CreateTime, ID: n.ID}
		})
		shown, err := s.displays(ctx, tx, rows...)
		if err != nil {
			return nil, err
		}
		for _, n := range rows {
			out.Nominations = append(out.Nominations, nominationToProto(n, shown[n.ID]))
		}
		return out, nil
	})
}
