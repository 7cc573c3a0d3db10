package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateUnit enters a unit below one that the caller manages.
func (s *Service) CreateUnit(ctx context.Context, req *directoryv1.CreateUnitRequest) (*directoryv1.Unit, error) {
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
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Unit, error) {
		if err := unitExists(ctx, tx, "unit.parent", parent[0]); err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(parent[0]) {
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
	})
}
