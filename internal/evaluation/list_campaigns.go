package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/campaign"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// campaignList is what campaigns can be filtered and ordered by.
var campaignList = page.NewList[*pb.ListCampaignsRequest, *ent.Campaign]("create_time desc", filter.Columns{
	"award_time":         filter.Time(campaign.FieldAwardTime),
	"ballot":             filter.Bool(campaign.FieldBallot),
	"create_time":        filter.Time(campaign.FieldCreateTime),
	"publicity_end_time": filter.Time(campaign.FieldPublicityEndTime),
	"publish_time":       filter.Time(campaign.FieldPublishTime),
	"quota":              filter.Number(campaign.FieldQuota),
	"state":              filter.Enum[pb.Campaign_State](campaign.FieldState),
	"subject_kind":       filter.Enum[pb.Campaign_SubjectKind](campaign.FieldSubjectKind),
	"title":              filter.Text(campaign.FieldTitle),
	"unit":               filter.Ref(campaign.FieldUnitID, "units/*"),
	"update_time":        filter.Time(campaign.FieldUpdateTime),
	"year":               filter.Number(campaign.FieldYear),
})

// ListCampaigns lists the campaigns that the caller may see.
func (s *Service) ListCampaigns(ctx context.Context, req *pb.ListCampaignsRequest) (*pb.ListCampaignsResponse, error) {
	asked, err := campaignList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	var where []predicate.Campaign
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
		found, err := page.Read(ctx, asked, tx.Campaign.Query().Where(where...))
		if err != nil {
			return nil, err
		}
		out := &pb.ListCampaignsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, c := range found.Rows {
			out.Campaigns = append(out.Campaigns, campaignToProto(c))
		}
		return out, nil
	})
}
