package booking

import (
	"context"
	"slices"

	"github.com/google/uuid"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// BatchGetBookings reads the named bookings.
func (s *Service) BatchGetBookings(ctx context.Context, req *bookingv1.BatchGetBookingsRequest) (*bookingv1.BatchGetBookingsResponse, error) {
	names, err := batch.Parse("bookings/*", req.GetNames())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.BatchGetBookingsResponse, error) {
		rows, err := tx.Booking.Query().Where(booking.IDIn(names.IDs...)).WithResource().All(ctx)
		if err != nil {
			return nil, err
		}
		reach := access.ReachFor(ctx, permitRead)
		rows = slices.DeleteFunc(rows, func(b *ent.Booking) bool { return !sees(b, b.Edges.Resource.UnitID, reach) })
		bookings, err := batch.Show(names, rows, func(b *ent.Booking) uuid.UUID { return b.ID },
			func(b *ent.Booking) (*bookingv1.Booking, error) { return toBooking(b), nil })
		return &bookingv1.BatchGetBookingsResponse{Bookings: bookings}, err
	})
}
