package visit

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/visit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what visits can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListVisitsRequest, *ent.Visit]("arrive_time", filter.Columns{
	"arrive_time":         filter.Time(visit.FieldCreateTime),
	"device_time_differs": filter.Bool(visit.FieldDeviceTimeDiffers),
	"inaccurate":          filter.Bool(visit.FieldInaccurate),
	"outside":             filter.Bool(visit.FieldOutside),
})

// ListVisits lists the visits of one duty, oldest first.
func (s *Service) ListVisits(ctx context.Context, req *dispatchv1.ListVisitsRequest) (*dispatchv1.ListVisitsResponse, error) {
	ids, err := name.ParseField("parent", "dispatches/*/assignments/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListVisitsResponse, error) {
		if _, err := s.readable(ctx, tx, "parent", req.GetParent(), ids[0], ids[1]); err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Visit.Query().Where(visit.AssignmentID(ids[1])))
		if err != nil {
			return nil, err
		}
		var names []string
		for _, row := range found.Rows {
			names = append(names, nameOf(row))
		}
		photos, err := attached(ctx, tx, names...)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListVisitsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Visits = append(res.Visits, toProto(row, photos[nameOf(row)]))
		}
		return res, nil
	})
}
