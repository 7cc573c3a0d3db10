package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// BatchGetUnits returns the named units.
func (s *Service) BatchGetUnits(ctx context.Context, req *directoryv1.BatchGetUnitsRequest) (*directoryv1.BatchGetUnitsResponse, error) {
	names, err := batch.Parse("units/*", req.GetNames())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BatchGetUnitsResponse, error) {
		tree, err := treeOf(ctx, tx, req.GetAt())
		if err != nil {
			return nil, err
		}
		rows, err := tree.units().Where(unit.IDIn(names.IDs...)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows, err = batch.Show(names, rows, func(u *ent.Unit) uuid.UUID { return u.ID }, func(u *ent.Unit) (*ent.Unit, error) { return u, nil })
		if err != nil {
			return nil, err
		}
		units, err := tree.show(ctx, rows...)
		return &directoryv1.BatchGetUnitsResponse{Units: units}, err
	})
}
