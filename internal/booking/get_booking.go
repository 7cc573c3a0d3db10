package booking

import (
	"context"

	"github.com/google/uuid"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetBooking reads one booking.
func (s *Service) GetBooking(ctx context.Context, req *bookingv1.GetBookingRequest) (*bookingv1.Booking, error) {
	ids, err := name.Parse("bookings/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Booking, error) {
		b, err := findBooking(ctx, tx.Booking.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		return toBooking(b), nil
	})
}

// findBooking is the booking with its resource, where the caller may see it.
func findBooking(ctx context.Context, q *ent.BookingQuery, id uuid.UUID) (*ent.Booking, error) {
	b, err := q.Where(booking.ID(id)).WithResource().Only(ctx)
	if ent.IsNotFound(err) || err == nil && !sees(b, b.Edges.Resource.UnitID, access.ReachFor(ctx, permitRead)) {
		return nil, fault.ErrNotFound.With("name", bookingName(id))
	}
	return b, err
}
