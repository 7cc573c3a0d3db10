package directory

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreatePlace enters a place on the ground of a unit whose places the caller manages.
func (s *Service) CreatePlace(ctx context.Context, req *directoryv1.CreatePlaceRequest) (*directoryv1.Place, error) {
	given := req.GetPlace()
	on, err := name.ParseField("place.unit", "units/*", given.GetUnit())
	if err != nil {
		return nil, err
	}
	parent, err := name.ParseOptional("place.parent", "places/*", given.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Place, error) {
		if err := unitExists(ctx, tx, "place.unit", on[0]); err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(on[0]) {
			return nil, fault.ErrDenied
		}
		id, err := tx.IDOr(req.GetPlaceId())
		if err != nil {
			return nil, err
		}
		p, err := AddPlace(ctx, tx, PlaceSpec{ID: id, Kind: given.GetKind(), Unit: on[0], Parent: parent,
			Name: given.GetDisplayName(), Coordinates: given.GetCoordinates()})
		if err != nil {
			return nil, err
		}
		return placeToProto(p), nil
	})
}
