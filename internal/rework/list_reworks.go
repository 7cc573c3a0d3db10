package rework

import (
	"context"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/rework"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what reworks can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListReworksRequest, *ent.Rework]("create_time", filter.Columns{
	"completed_time": filter.Time(rework.FieldCompletedTime),
	"create_time":    filter.Time(rework.FieldCreateTime),
	"unit":           filter.Ref(rework.FieldUnitID, "units/*"),
})

// ListReworks lists how often and why one duty was sent back, or all that the caller may read.
func (s *Service) ListReworks(ctx context.Context, req *dispatchv1.ListReworksRequest) (*dispatchv1.ListReworksResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListReworksResponse, error) {
		ways, err := s.Dispatches.OfDuty(ctx, tx, req.GetParent(), rework.FieldAssignmentID)
		if err != nil {
			return nil, err
		}
		if ways == nil {
			ways = s.Dispatches.Ways(ctx, tx, permitRead, rework.FieldDispatchID, rework.FieldUnitID, rework.FieldIssuingUnitID)
		}
		found, err := page.ReadAlong(ctx, asked, tx.Rework.Query(), nil, ways...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListReworksResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Reworks = append(res.Reworks, toProto(row))
		}
		return res, nil
	})
}

func toProto(row *ent.Rework) *dispatchv1.Rework {
	duty := name.Of(name.Of("dispatches", row.DispatchID)+"/assignments", row.AssignmentID)
	return &dispatchv1.Rework{
		Name: name.Of(duty+"/reworks", row.ID), Unit: name.Of("units", row.UnitID), Reason: row.Reason, Result: row.Result,
		CompletedTime: timestamppb.New(row.CompletedTime), Reviewer: name.Of("persons", row.ReviewerID), CreateTime: timestamppb.New(row.CreateTime),
	}
}
