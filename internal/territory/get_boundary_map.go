package territory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/geo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// GetBoundaryMap returns the boundaries that hold at a time.
func (s *Service) GetBoundaryMap(ctx context.Context, req *directoryv1.GetBoundaryMapRequest) (*directoryv1.BoundaryMap, error) {
	top, err := name.ParseOptional("unit", "units/*", req.GetUnit())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BoundaryMap, error) {
		at := tx.Now()
		if named := wire.Time(req.GetAt()); named != nil {
			at = *named
		}
		c, err := s.chartAt(ctx, tx, at)
		if err != nil {
			return nil, err
		}
		shown := map[uuid.UUID]bool{}
		if top != uuid.Nil {
			ids, err := tx.Unit.Query().Where(unit.Or(unit.ID(top), unit.ParentID(top))).IDs(ctx)
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				shown[id] = true
			}
		}
		shapes := map[uuid.UUID]geo.Shape{}
		for _, g := range c.all() {
			if top == uuid.Nil || shown[g.unit] {
				shapes[g.unit] = g.shape
			}
		}
		list, err := features(ctx, tx, shapes)
		return &directoryv1.BoundaryMap{Type: "FeatureCollection", Features: list}, err
	})
}
