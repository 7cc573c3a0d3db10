package workload

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/absence"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// absences is what absences can be filtered and ordered by.
var absences = page.NewList[*dispatchv1.ListAbsencesRequest, *ent.Absence]("create_time", filter.Columns{
	"create_time": filter.Time(absence.FieldCreateTime),
	"end_time":    filter.Time(absence.FieldEndTime),
	"person":      filter.Ref(absence.FieldPersonID, "persons/*"),
	"start_time":  filter.Time(absence.FieldStartTime),
	"unit":        filter.Ref(absence.FieldUnitID, "units/*"),
})

// ListAbsences lists the caller's own, and those of his units. An absence has no category: a membership with limits reaches none but his own.
func (s *Service) ListAbsences(ctx context.Context, req *dispatchv1.ListAbsencesRequest) (*dispatchv1.ListAbsencesResponse, error) {
	asked, err := absences.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListAbsencesResponse, error) {
		found, err := page.ReadAlong(ctx, asked, tx.Absence.Query(), nil, page.ByReach(access.ReachOf(ctx), absence.FieldPersonID, absence.FieldUnitID)...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListAbsencesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Absences = append(res.Absences, absenceToProto(row))
		}
		return res, nil
	})
}
