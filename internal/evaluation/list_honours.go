package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/honour"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListHonours lists honours, the latest first.
func (s *Service) ListHonours(ctx context.Context, req *pb.ListHonoursRequest) (*pb.ListHonoursResponse, error) {
	after, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where := []predicate.Honour{page.BehindNewest[predicate.Honour](after)}
	if req.GetCampaign() != "" {
		ids, err := name.ParseField("campaign", "campaigns/*", req.GetCampaign())
		if err != nil {
			return nil, err
		}
		where = append(where, honour.CampaignID(ids[0]))
	}
	if req.GetYear() != 0 {
		where = append(where, honour.Year(int(req.GetYear())))
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListHonoursResponse, error) {
		rows, err := tx.Honour.Query().Where(where...).Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		out := &pb.ListHonoursResponse{}
		rows, out.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(h *ent.Honour) page.Cursor {
			return page.Cursor{Time: h.CreateTime, ID: h.ID}
		})
		out.Honours, err = s.honourAnswers(ctx, tx, rows...)
		return out, err
	})
}
