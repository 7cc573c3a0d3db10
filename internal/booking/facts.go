package booking

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/ent/resource"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// BookingFacts decide who reaches a booking, as sees reads them.
func BookingFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	b, err := tx.Booking.Query().Where(booking.ID(ids[0])).WithResource().Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitRead, Owners: []uuid.UUID{b.PersonID}, Units: []uuid.UUID{b.Edges.Resource.UnitID}}, nil
}

// ResourceFacts decide who reaches a resource, as visible reads them.
func ResourceFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	r, err := tx.Resource.Query().Where(resource.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitReadResource, Public: published(r, tx.Now()), Units: []uuid.UUID{r.UnitID}}, nil
}

// Bookers are who is told of what happens to a booking.
func Bookers(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	b, err := tx.Booking.Query().Where(booking.ID(id)).Only(ctx)
	if err != nil {
		return nil, err
	}
	return []uuid.UUID{b.PersonID}, nil
}
