package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetUnit returns one unit.
func (s *Service) GetUnit(ctx context.Context, req *directoryv1.GetUnitRequest) (*directoryv1.Unit, error) {
	ids, err := name.Parse("units/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Unit, error) {
		tree, err := treeOf(ctx, tx, req.GetAt())
		if err != nil {
			return nil, err
		}
		u, err := tree.units().Where(unit.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		shown, err := tree.show(ctx, u)
		if err != nil {
			return nil, err
		}
		return shown[0], nil
	})
}
