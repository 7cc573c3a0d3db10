package workload

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/capacity"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// SetCapacity says how many open duties of a unit one of its people handles at once.
func (s *Service) SetCapacity(ctx context.Context, req *dispatchv1.SetCapacityRequest) (*dispatchv1.Capacity, error) {
	ids, err := name.Parse("units/*/capacities/*", req.GetName())
	if err != nil {
		return nil, err
	}
	unit, person := ids[0], ids[1]
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Capacity, error) {
		if !access.ReachOf(ctx).Covers(unit) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		staff, err := s.Staff(ctx, tx, unit)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(staff, person) {
			return nil, ErrUnfit.On("name")
		}
		before, err := capacityOf(ctx, tx.Capacity.Query().ForUpdate(), unit, person)
		if err != nil {
			return nil, err
		}
		audit := db.Audit{Action: permitCapacity, Object: req.GetName(), After: map[string]any{"duties": req.GetDuties()}}
		if before == nil {
			err = tx.Capacity.Create().SetID(tx.NewID()).SetUnitID(unit).SetPersonID(person).SetDuties(req.GetDuties()).Exec(tx.Later(ctx, nil))
		} else if err = etag.Check(req.GetEtag(), before.Version); err == nil {
			audit.Before = map[string]any{"duties": before.Duties}
			err = tx.Capacity.Update().Where(capacity.ID(before.ID)).SetDuties(req.GetDuties()).Exec(tx.Later(ctx, fault.ErrStale))
		}
		if err != nil {
			return nil, err
		}
		after, err := capacityOf(ctx, tx.Capacity.Query(), unit, person)
		if err != nil {
			return nil, err
		}
		loads, err := loadsOf(ctx, tx, unit, []uuid.UUID{person})
		if err != nil {
			return nil, err
		}
		tx.Audit(audit)
		tx.Emit(db.Event{Type: "haolinju.dispatch.capacity.set.v1", Subject: req.GetName(), Units: []uuid.UUID{unit}, Data: audit.After})
		return capacityToProto(after, loads[person]), nil
	})
}

// capacityOf somebody in a unit; nil where nobody has said anything.
func capacityOf(ctx context.Context, q *ent.CapacityQuery, unit, person uuid.UUID) (*ent.Capacity, error) {
	row, err := q.Where(capacity.UnitID(unit), capacity.PersonID(person)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return row, err
}

// CapacityFacts decide who reaches a capacity: the people of its unit.
func CapacityFacts(_ context.Context, _ *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	return access.Facts{Permission: permitCapacities, Units: ids[:1]}, nil
}
