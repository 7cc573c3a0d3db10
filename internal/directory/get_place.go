package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetPlace returns one place.
func (s *Service) GetPlace(ctx context.Context, req *directoryv1.GetPlaceRequest) (*directoryv1.Place, error) {
	ids, err := name.Parse("places/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Place, error) {
		p, err := tx.Place.Query().Where(place.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		if p.Kind == household && !access.ReachFor(ctx, readHouseholds).Covers(p.UnitID) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		return placeToProto(p), nil
	})
}
