package roster

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyroster"
	"github.com/haolinju/haolinju/ent/dutyshift"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetDutyRoster reads a roster with its shifts.
func (s *Service) GetDutyRoster(ctx context.Context, req *dispatchv1.GetDutyRosterRequest) (*dispatchv1.DutyRoster, error) {
	ids, err := name.Parse(rosters+"/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyRoster, error) {
		row, err := find(ctx, tx.DutyRoster.Query(), ids[0], req.GetName())
		if err != nil {
			return nil, err
		}
		return whole(ctx, tx, row)
	})
}

// find is a roster that the caller may see.
func find(ctx context.Context, query *ent.DutyRosterQuery, id uuid.UUID, called string) (*ent.DutyRoster, error) {
	row, err := query.Where(dutyroster.ID(id)).Only(ctx)
	if err != nil {
		return nil, name.NotFound(err, called)
	}
	if !access.ReachFor(ctx, permitRead).Covers(row.UnitID) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return row, nil
}

// whole is a roster with its shifts.
func whole(ctx context.Context, tx *db.Tx, row *ent.DutyRoster) (*dispatchv1.DutyRoster, error) {
	shifts, err := tx.DutyShift.Query().Where(dutyshift.RosterID(row.ID)).All(ctx)
	if err != nil {
		return nil, err
	}
	return toProto(row, shifts...), nil
}

// Facts decide who reaches a roster: the staff of its unit.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.DutyRoster.Query().Where(dutyroster.ID(ids[0])).Only(ctx)
	if ent.IsNotFound(err) {
		return access.Facts{}, fault.ErrNotFound
	}
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitRead, Units: []uuid.UUID{row.UnitID}}, nil
}
