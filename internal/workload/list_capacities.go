package workload

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/capacity"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// capacities is what capacities can be filtered and ordered by.
var capacities = page.NewList[*dispatchv1.ListCapacitiesRequest, *ent.Capacity]("create_time", filter.Columns{
	"create_time": filter.Time(capacity.FieldCreateTime),
	"duties":      filter.Number(capacity.FieldDuties),
	"last_time":   filter.Time(capacity.FieldLastTime),
})

// ListCapacities lists those of a unit, with how much each handles now.
func (s *Service) ListCapacities(ctx context.Context, req *dispatchv1.ListCapacitiesRequest) (*dispatchv1.ListCapacitiesResponse, error) {
	ids, err := name.ParseField("parent", "units/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := capacities.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	if !access.ReachOf(ctx).Covers(ids[0]) {
		return nil, fault.ErrNotFound.On("parent").With("name", req.GetParent())
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListCapacitiesResponse, error) {
		found, err := page.Read(ctx, asked, tx.Capacity.Query().Where(capacity.UnitID(ids[0])))
		if err != nil {
			return nil, err
		}
		var persons []uuid.UUID
		for _, row := range found.Rows {
			persons = append(persons, row.PersonID)
		}
		loads, err := loadsOf(ctx, tx, ids[0], persons)
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListCapacitiesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Capacities = append(res.Capacities, capacityToProto(row, loads[row.PersonID]))
		}
		return res, nil
	})
}
