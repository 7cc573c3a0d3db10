package agency

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignmentpush"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// pushList is what pushes can be filtered and ordered by.
var pushList = page.NewList[*dispatchv1.ListAssignmentPushesRequest, *ent.AssignmentPush]("create_time desc", filter.Columns{
	"assignment":    filter.Ref(assignmentpush.FieldAssignmentID, "dispatches/*/assignments/*"),
	"create_time":   filter.Time(assignmentpush.FieldCreateTime),
	"edition":       filter.Number(assignmentpush.FieldEdition),
	"issuing_unit":  filter.Ref(assignmentpush.FieldIssuingUnitID, "units/*"),
	"next_try_time": filter.Time(assignmentpush.FieldNextTryTime),
	"pending_time":  filter.Time(assignmentpush.FieldPendingTime),
	"reason":        filter.Enum[dispatchv1.AssignmentPush_Reason](assignmentpush.FieldReason),
	"sent_time":     filter.Time(assignmentpush.FieldSentTime),
	"state":         filter.Enum[dispatchv1.AssignmentPush_State](assignmentpush.FieldState),
	"stuck_time":    filter.Time(assignmentpush.FieldStuckTime),
	"tries":         filter.Number(assignmentpush.FieldTries),
	"unit":          filter.Ref(assignmentpush.FieldUnitID, "units/*"),
})

// ListAssignmentPushes lists how far the systems of called units were told, newest first.
func (s *Service) ListAssignmentPushes(ctx context.Context, req *dispatchv1.ListAssignmentPushesRequest) (*dispatchv1.ListAssignmentPushesResponse, error) {
	asked, err := pushList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListAssignmentPushesResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.AssignmentPush.Query(), nil, s.ways(ctx, tx, permitGet)...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListAssignmentPushesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.AssignmentPushes = append(res.AssignmentPushes, toPush(row))
		}
		return res, nil
	})
}

// ways are those on which the caller comes to see pushes by a permission.
func (s *Service) ways(ctx context.Context, tx *db.Tx, permission string) []page.Way {
	return s.Dispatches.Ways(ctx, tx, permission, assignmentpush.FieldDispatchID, assignmentpush.FieldUnitID, assignmentpush.FieldIssuingUnitID)
}
