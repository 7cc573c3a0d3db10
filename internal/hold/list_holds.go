package hold

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hold"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// list is what holds can be filtered and ordered by.
var list = page.NewList[*intakev1.ListHoldsRequest, *ent.Hold]("create_time desc", filter.Columns{
	"create_time": filter.Time(hold.FieldCreateTime),
	"end_time":    filter.Time(hold.FieldEndTime),
	"owner_unit":  filter.Ref(hold.FieldOwnerUnitID, "units/*"),
})

// ListHolds lists the holds of an issue, newest first.
func (s *Service) ListHolds(ctx context.Context, req *intakev1.ListHoldsRequest) (*intakev1.ListHoldsResponse, error) {
	ids, err := name.ParseField("parent", "issues/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.ListHoldsResponse, error) {
		if _, err := s.Issues.VisibleIssue(ctx, tx, ids[0], false); err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Hold.Query().Where(hold.IssueID(ids[0])))
		if err != nil {
			return nil, err
		}
		res := &intakev1.ListHoldsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Holds = append(res.Holds, toProto(row))
		}
		return res, nil
	})
}

func toProto(row *ent.Hold) *intakev1.Hold {
	return &intakev1.Hold{
		Name: name.Of(name.Of("issues", row.IssueID)+"/holds", row.ID), Cause: row.Cause, UnlockCondition: row.UnlockCondition,
		OwnerUnit: name.Of("units", row.OwnerUnitID), ReviewDate: wire.Date(row.ReviewTime),
		Approver: name.Of("persons", row.ApproverID), CreateTime: timestamppb.New(row.CreateTime),
		EndTime: wire.Timestamp(row.EndTime), RemindTime: wire.Timestamp(row.RemindTime),
	}
}
