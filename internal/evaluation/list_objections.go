package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/objection"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListObjections lists the objections of a campaign that the caller may see.
func (s *Service) ListObjections(ctx context.Context, req *pb.ListObjectionsRequest) (*pb.ListObjectionsResponse, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	after, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListObjectionsResponse, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		query := tx.Objection.Query().Where(objection.CampaignID(c.ID), page.BehindNewest[predicate.Objection](after))
		if reach := access.ReachOf(ctx); !reach.Covers(c.UnitID) {
			query.Where(objection.ObjectorID(reach.Self))
		}
		if req.GetState() != pb.Objection_STATE_UNSPECIFIED {
			query.Where(objection.State(bare(req.GetState(), "STATE_")))
		}
		rows, err := query.Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		out := &pb.ListObjectionsResponse{}
		rows, out.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(o *ent.Objection) page.Cursor {
			return page.Cursor{Time: o.CreateTime, ID: o.ID}
		})
		for _, o := range rows {
			out.Objections = append(out.Objections, objectionToProto(o))
		}
		return out, nil
	})
}
