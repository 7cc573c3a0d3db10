package roster

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyroster"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what rosters can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListDutyRostersRequest, *ent.DutyRoster]("start_time desc", filter.Columns{
	"create_time": filter.Time(dutyroster.FieldCreateTime),
	"end_time":    filter.Time(dutyroster.FieldEndTime),
	"post":        filter.Enum[dispatchv1.DutyRoster_Post](dutyroster.FieldPost),
	"start_time":  filter.Time(dutyroster.FieldStartTime),
	"state":       filter.Enum[dispatchv1.DutyRoster_State](dutyroster.FieldState),
	"unit":        filter.Ref(dutyroster.FieldUnitID, "units/*"),
})

// ListDutyRosters lists the rosters of the caller's units, without their shifts.
func (s *Service) ListDutyRosters(ctx context.Context, req *dispatchv1.ListDutyRostersRequest) (*dispatchv1.ListDutyRostersResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListDutyRostersResponse, error) {
		way := page.Way{}
		if reach := access.ReachFor(ctx, permitRead); !reach.All {
			way.By = []page.By{page.ByID(dutyroster.FieldUnitID, reach.Units...)}
		}
		found, err := page.ReadAlong(ctx, asked, tx.DutyRoster.Query(), nil, way)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListDutyRostersResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.DutyRosters = append(res.DutyRosters, toProto(row))
		}
		return res, nil
	})
}
