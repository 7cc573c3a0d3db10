package booking

import (
	"context"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CancelBooking gives the slot free.
func (s *Service) CancelBooking(ctx context.Context, req *bookingv1.CancelBookingRequest) (*bookingv1.Booking, error) {
	ids, err := name.Parse("bookings/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Booking, error) {
		b, err := findBooking(ctx, tx, tx.Booking.Query().ForUpdate(), ids[0])
		if err != nil {
			return nil, err
		}
		owner := b.Edges.Resource.UnitID
		if err := checkVerb(b, owner, Cancel, access.ReachOf(ctx), tx.Now()); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), b.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(b.State), Cancel)
		if err != nil {
			return nil, err
		}
		before := bookingFacts(b)
		if err := tx.Booking.Update().Where(booking.ID(b.ID), booking.State(string(step.From))).
			SetState(string(step.To)).SetCancelTime(tx.Now()).SetCancelReason(req.GetReason()).
			Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		if b, err = tx.Booking.Query().Where(booking.ID(b.ID)).Only(ctx); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: step.Who, Object: bookingName(b.ID), Before: before, After: bookingFacts(b)})
		tx.Emit(bookingEvent(step.Emits, owner, b))
		return toBooking(b), nil
	})
}
