package booking

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/resource"
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
		b, err := findBooking(ctx, tx, tx.Booking.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		return toBooking(b), nil
	})
}

// findBooking is the booking with its resource, where the caller may see it.
func findBooking(ctx context.Context, tx *db.Tx, q *ent.BookingQuery, id uuid.UUID) (*ent.Booking, error) {
	var b *ent.Booking
	var r *ent.Resource
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			b, err = q.Where(booking.ID(id)).Only(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			r, err = tx.Resource.Query().Where(bookedBy(tx, id)).Only(ctx)
			return err
		})
	if err == nil {
		b.Edges.Resource = r
	}
	if ent.IsNotFound(err) || err == nil && !sees(b, b.Edges.Resource.UnitID, access.ReachFor(ctx, permitRead)) {
		return nil, fault.ErrNotFound.With("name", bookingName(id))
	}
	return b, err
}

// bookedBy is the resource that a booking names.
func bookedBy(tx *db.Tx, id uuid.UUID) predicate.Resource {
	return func(s *sql.Selector) {
		b := sql.Table(booking.Table)
		s.Where(sql.In(s.C(resource.FieldID), sql.Dialect(s.Dialect()).Select(b.C(booking.FieldResourceID)).From(b).
			Where(sql.And(sql.EQ(b.C(booking.FieldTenantID), tx.Tenant()), sql.EQ(b.C(booking.FieldID), id)))))
	}
}
