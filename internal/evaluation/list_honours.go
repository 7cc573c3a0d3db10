package evaluation

import (
	"context"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/honour"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// honourList is what honours can be filtered and ordered by.
var honourList = page.NewList[*pb.ListHonoursRequest, *ent.Honour]("create_time desc", filter.Columns{
	"award_time":   filter.Time(honour.FieldAwardTime),
	"campaign":     filter.Ref(honour.FieldCampaignID, "campaigns/*"),
	"number":       filter.Text(honour.FieldNumber),
	"revoke_time":  filter.Time(honour.FieldRevokeTime),
	"state":        filter.Enum[pb.Honour_State](honour.FieldState),
	"subject_kind": filter.Enum[pb.Campaign_SubjectKind](honour.FieldSubjectKind),
	"title":        filter.Text(honour.FieldTitle),
	"unit":         filter.Ref(honour.FieldUnitID, "units/*"),
	"year":         filter.Number(honour.FieldYear),
})

// ListHonours lists honours, the latest first.
func (s *Service) ListHonours(ctx context.Context, req *pb.ListHonoursRequest) (*pb.ListHonoursResponse, error) {
	asked, err := honourList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	var where []predicate.Honour
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
		found, err := page.Read(ctx, asked, tx.Honour.Query().Where(where...))
		if err != nil {
			return nil, err
		}
		out := &pb.ListHonoursResponse{NextPageToken: found.Next, TotalSize: found.Total}
		out.Honours, err = s.honourAnswers(ctx, tx, found.Rows...)
		return out, err
	})
}
