package territory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/boundaryplan"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// planList is what plans can be filtered and ordered by.
var planList = page.NewList[*directoryv1.ListBoundaryPlansRequest, *ent.BoundaryPlan]("create_time desc", filter.Columns{
	"apply_time":   filter.Time(boundaryplan.FieldApplyTime).Empty(),
	"create_time":  filter.Time(boundaryplan.FieldCreateTime),
	"display_name": filter.Text(boundaryplan.FieldName),
	"state":        filter.Enum[directoryv1.BoundaryPlan_State](boundaryplan.FieldState),
	"update_time":  filter.Time(boundaryplan.FieldUpdateTime),
	"valid_from":   filter.Time(boundaryplan.FieldValidFrom).Empty(),
})

// ListBoundaryPlans returns a page of plans, newest first.
func (s *Service) ListBoundaryPlans(ctx context.Context, req *directoryv1.ListBoundaryPlansRequest) (*directoryv1.ListBoundaryPlansResponse, error) {
	asked, err := planList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListBoundaryPlansResponse, error) {
		found, err := page.Read(ctx, asked, tx.BoundaryPlan.Query())
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListBoundaryPlansResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, p := range found.Rows {
			answer.BoundaryPlans = append(answer.BoundaryPlans, planToProto(p))
		}
		return answer, nil
	})
}
