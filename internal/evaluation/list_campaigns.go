package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/campaign"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListCampaigns lists the campaigns that the caller may see.
func (s *Service) ListCampaigns(ctx context.Context, req *pb.ListCampaignsRequest) (*pb.ListCampaignsResponse, error) {
	after, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where := []predicate.Campaign{page.BehindNewest[predicate.Campaign](after)}
	if reach := access.ReachOf(ctx); !reach.All {
		where = append(where, campaign.Or(campaign.StateNEQ(string(Draft)), campaign.UnitIDIn(reach.Units...)))
	}
	if req.GetState() != pb.Campaign_STATE_UNSPECIFIED {
		where = append(where, campaign.State(bare(req.GetState(), "STATE_")))
	}
	if req.GetSubjectKind() != pb.Campaign_SUBJECT_KIND_UNSPECIFIED {
		where = append(where, campaign.SubjectKind(bare(req.GetSubjectKind(), "SUBJECT_KIND_")))
	}
	if req.GetYear() != 0 {
		where = append(where, campaign.Year(int(req.GetYear())))
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListCampaignsResponse, error) {
		rows, err := tx.Campaign.Query().Where(where...).Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		out := &pb.ListCampaignsResponse{}
		rows, out.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(c *ent.Campaign) page.Cursor {
			return page.Cursor{Time: c.CreateTime, ID: c.ID}
		})
		for _, c := range rows {
			out.Campaigns = append(out.Campaigns, campaignToProto(c))
		}
		return out, nil
	})
}
