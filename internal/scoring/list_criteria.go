package scoring

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/criterion"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// criterionList is what criteria can be filtered and ordered by.
var criterionList = page.NewList[*pb.ListCriteriaRequest, *ent.Criterion]("create_time", filter.Columns{
	"create_time":         filter.Time(criterion.FieldCreateTime),
	"max_score":           filter.Number(criterion.FieldMaxScore),
	"title":               filter.Text(criterion.FieldTitle),
	"weight_basis_points": filter.Number(criterion.FieldWeightBasisPoints),
})

// ListCriteria lists the measures of a campaign in the order in which they were added.
func (s *Service) ListCriteria(ctx context.Context, req *pb.ListCriteriaRequest) (*pb.ListCriteriaResponse, error) {
	ids, err := name.ParseField("parent", "campaigns/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := criterionList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.ListCriteriaResponse, error) {
		c, err := s.Campaigns.VisibleCampaign(ctx, tx, ids[0], false)
		if err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Criterion.Query().Where(criterion.CampaignID(c.ID)))
		if err != nil {
			return nil, err
		}
		out := &pb.ListCriteriaResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			out.Criteria = append(out.Criteria, criterionToProto(row))
		}
		return out, nil
	})
}
