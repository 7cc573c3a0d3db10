package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateUnit enters a unit below one that the caller manages.
func (s *Service) CreateUnit(ctx context.Context, req *directoryv1.CreateUnitRequest) (*directoryv1.Unit, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Unit, error) { return createUnit(ctx, tx, req) })
}

// BatchCreateUnits enters several units, those below others behind them.
func (s *Service) BatchCreateUnits(ctx context.Context, req *directoryv1.BatchCreateUnitsRequest) (*directoryv1.BatchCreateUnitsResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BatchCreateUnitsResponse, error) {
		units, err := batch.Change(ctx, tx, req.GetRequests(), createUnit)
		return &directoryv1.BatchCreateUnitsResponse{Units: units}, err
	})
}

func createUnit(ctx context.Context, tx *db.Tx, req *directoryv1.CreateUnitRequest) (*directoryv1.Unit, error) {
	given := req.GetUnit()
	switch {
	case given.GetDisplayName() == "":
		return nil, fault.ErrInvalid.OnField("unit.display_name", "不能为空", "must not be empty")
	case given.GetKind() == directoryv1.Unit_KIND_UNSPECIFIED:
		return nil, fault.ErrInvalid.OnField("unit.kind", "不能为空", "must be given")
	}
	parent, err := name.ParseField("unit.parent", "units/*", given.GetParent())
	if err != nil {
		return nil, err
	}
	if err := unitExists(ctx, tx, "unit.parent", parent[0]); err != nil {
		return nil, err
	}
	managed, err := manages(ctx, tx, parent[0])
	if err != nil {
		return nil, err
	}
	if !managed {
		return nil, fault.ErrDenied
	}
	id, err := tx.IDOr(req.GetUnitId())
	if err != nil {
		return nil, err
	}
	u, err := AddUnit(ctx, tx, UnitSpec{ID: id, Name: given.GetDisplayName(), Kind: given.GetKind(),
		Code: given.GetCode(), Parent: parent[0]})
	if err != nil {
		return nil, err
	}
	return unitToProto(u), nil
}

// manages says whether the caller manages a unit: his reach covers it or one above it, for a unit that was entered a moment ago
// stands in no reach yet.
func manages(ctx context.Context, tx *db.Tx, id uuid.UUID) (bool, error) {
	for reach := access.ReachOf(ctx); ; {
		if reach.Covers(id) {
			return true, nil
		}
		u, err := tx.Unit.Query().Where(unit.ID(id)).Only(ctx)
		if err != nil || u.ParentID == nil || !u.CreateTime.Equal(tx.Now()) {
			return false, err
		}
		id = *u.ParentID
	}
}
