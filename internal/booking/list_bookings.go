package booking

import (
	"context"
	"strings"

	"github.com/google/uuid"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/resource"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// bookingList is what bookings can be filtered and ordered by.
var bookingList = page.NewList[*bookingv1.ListBookingsRequest, *ent.Booking]("create_time desc", filter.Columns{
	"cancel_time": filter.Time(booking.FieldCancelTime),
	"create_time": filter.Time(booking.FieldCreateTime),
	"end_time":    filter.Time(booking.FieldEndTime),
	"headcount":   filter.Number(booking.FieldHeadcount),
	"resource":    filter.Ref(booking.FieldResourceID, "resources/*"),
	"start_time":  filter.Time(booking.FieldStartTime),
	"state":       filter.Enum[bookingv1.Booking_State](booking.FieldState),
	"unit":        filter.Ref(booking.FieldUnitID, "units/*"),
	"update_time": filter.Time(booking.FieldUpdateTime),
})

// ListBookings lists the caller's bookings, or those of a resource.
func (s *Service) ListBookings(ctx context.Context, req *bookingv1.ListBookingsRequest) (*bookingv1.ListBookingsResponse, error) {
	asked, err := bookingList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	var of *uuid.UUID
	if req.GetResource() != "" {
		ids, err := name.ParseField("resource", "resources/*", req.GetResource())
		if err != nil {
			return nil, err
		}
		of = &ids[0]
	}
	var where []predicate.Booking
	if state := req.GetState(); state != bookingv1.Booking_STATE_UNSPECIFIED {
		where = append(where, booking.State(strings.TrimPrefix(state.String(), statePrefix)))
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ListBookingsResponse, error) {
		whose, err := readable(ctx, tx, of)
		if err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Booking.Query().Where(where...).Where(whose...))
		if err != nil {
			return nil, err
		}
		res := &bookingv1.ListBookingsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, b := range found.Rows {
			res.Bookings = append(res.Bookings, toBooking(b))
		}
		return res, nil
	})
}

// readable narrows a list to what the caller may see: all bookings of a resource of the caller's unit, else the caller's
// own. An unknown resource is a resource of nobody's unit, so the list does not tell which ids exist.
func readable(ctx context.Context, tx *db.Tx, of *uuid.UUID) ([]predicate.Booking, error) {
	own := booking.PersonIDIn(access.From(ctx).Persons()...)
	if of == nil {
		return []predicate.Booking{own}, nil
	}
	r, err := tx.Resource.Query().Where(resource.ID(*of)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return []predicate.Booking{booking.ResourceID(*of), own}, nil
	case err != nil:
		return nil, err
	case access.ReachOf(ctx).Covers(r.UnitID):
		return []predicate.Booking{booking.ResourceID(*of)}, nil
	}
	return []predicate.Booking{booking.ResourceID(*of), own}, nil
}
