package handover

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/handover"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what hand-overs can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListHandOversRequest, *ent.HandOver]("create_time", filter.Columns{
	"answer_time": filter.Time(handover.FieldAnswerTime),
	"create_time": filter.Time(handover.FieldCreateTime),
	"role":        filter.Enum[dispatchv1.Assignment_Role](handover.FieldRole),
	"state":       filter.Enum[dispatchv1.HandOver_State](handover.FieldState),
	"to_unit":     filter.Ref(handover.FieldToUnitID, "units/*"),
	"unit":        filter.Ref(handover.FieldUnitID, "units/*"),
})

// ListHandOvers lists the hand-overs of one duty, or all that the caller may read.
func (s *Service) ListHandOvers(ctx context.Context, req *dispatchv1.ListHandOversRequest) (*dispatchv1.ListHandOversResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListHandOversResponse, error) {
		ways, err := s.Dispatches.OfDuty(ctx, tx, req.GetParent(), handover.FieldAssignmentID)
		if err != nil {
			return nil, err
		}
		if ways == nil {
			ways = s.Dispatches.Ways(ctx, tx, permitRead, handover.FieldDispatchID, handover.FieldUnitID, handover.FieldToUnitID, handover.FieldIssuingUnitID)
		}
		found, err := page.ReadAlong(ctx, asked, tx.HandOver.Query(), nil, ways...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListHandOversResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.HandOvers = append(res.HandOvers, toProto(row))
		}
		return res, nil
	})
}
