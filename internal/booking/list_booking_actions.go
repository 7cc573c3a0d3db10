package booking

import (
	"context"
	"errors"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ListBookingActions lists what the caller may do with a booking now, and why he may not do the rest.
func (s *Service) ListBookingActions(ctx context.Context, req *bookingv1.ListBookingActionsRequest) (*bookingv1.ListBookingActionsResponse, error) {
	ids, err := name.Parse("bookings/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ListBookingActionsResponse, error) {
		b, err := findBooking(ctx, tx, tx.Booking.Query(), ids[0])
		if err != nil {
			return nil, err
		}
		res := &bookingv1.ListBookingActionsResponse{}
		for _, step := range Steps {
			action := &bookingv1.ListBookingActionsResponse_Action{Verb: string(step.Do), Allowed: true}
			err := checkVerb(b, b.Edges.Resource.UnitID, step.Do, access.ReachFor(ctx, step.Who), tx.Now())
			if refused := (*fault.Fault)(nil); errors.As(err, &refused) {
				action.Allowed, action.Reason = false, refused.Reason()
			}
			res.Actions = append(res.Actions, action)
		}
		return res, nil
	})
}
