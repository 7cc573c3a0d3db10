package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/criterion"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListCriteria lists the measures of a campaign in the order in which they were added.
func (s *Service) ListCriteria(ctx context.Context, req *pb.ListCriteriaRequest) (*pb.ListCriteriaResponse, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	after, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListCriteriaResponse, error) {
		c, err := visible(ctx, tx, ids[0], unlocked)
		if err != nil {
			return nil, err
		}
		rows, err := tx.Criterion.Query().Where(criterion.CampaignID(c.ID), page.BehindOldest[predicate.Criterion](after)).
			Order(page.Oldest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		out := &pb.ListCriteriaResponse{}
		rows, out.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(c *ent.Criterion) page.Cursor {
			return page.Cursor{Time: c.CreateTime, ID: c.ID}
		})
		for _, row := range rows {
			out.Criteria = append(out.Criteria, criterionToProto(row))
		}
		return out, nil
	})
}
