package supervision

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/supervision"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// list is what supervisions can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListSupervisionsRequest, *ent.Supervision]("create_time desc", filter.Columns{
	"create_time":    filter.Time(supervision.FieldCreateTime),
	"level":          filter.Enum[dispatchv1.Supervision_Level](supervision.FieldLevel),
	"overdue_time":   filter.Time(supervision.FieldOverdueTime),
	"reply_due_time": filter.Time(supervision.FieldReplyDueTime),
	"reply_time":     filter.Time(supervision.FieldReplyTime),
	"share":          filter.Number(supervision.FieldShare),
	"state":          filter.Enum[dispatchv1.Supervision_State](supervision.FieldState),
	"unit":           filter.Ref(supervision.FieldUnitID, "units/*"),
})

// ListSupervisions lists the supervisions of the caller's units, and those that they give.
func (s *Service) ListSupervisions(ctx context.Context, req *dispatchv1.ListSupervisionsRequest) (*dispatchv1.ListSupervisionsResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListSupervisionsResponse, error) {
		ways := s.Dispatches.Ways(ctx, tx, permitRead, supervision.FieldDispatchID, supervision.FieldUnitID, supervision.FieldIssuingUnitID)
		found, err := page.ReadAlong(ctx, asked, tx.Supervision.Query(), nil, ways...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListSupervisionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Supervisions = append(res.Supervisions, toProto(row))
		}
		return res, nil
	})
}

// GetSupervision reads one.
func (s *Service) GetSupervision(ctx context.Context, req *dispatchv1.GetSupervisionRequest) (*dispatchv1.Supervision, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Supervision, error) {
		row, err := s.find(ctx, tx, tx.Supervision.Query(), req.GetName())
		if err != nil {
			return nil, err
		}
		return toProto(row), nil
	})
}

// Facts decide who reaches a supervision: of those who reach its dispatch, the unit and who issued it.
func Facts(dispatch records.FactsOf) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := tx.Supervision.Query().Where(supervision.ID(ids[0])).Only(ctx)
		if err != nil {
			return access.Facts{}, err
		}
		f, err := dispatch(ctx, tx, []uuid.UUID{row.DispatchID})
		f.Also, f.Units = permitRead, []uuid.UUID{row.UnitID, row.IssuingUnitID}
		return f, err
	}
}
