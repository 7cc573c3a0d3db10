package booking

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// longest is the bound that the constraint booking_bounded sets to any booking. It lets the search for taken times start
// at an index position.
const longest = 31 * 24 * time.Hour

// ListFreeSlots lists the slots of a resource that can be booked now.
func (s *Service) ListFreeSlots(ctx context.Context, req *bookingv1.ListFreeSlotsRequest) (*bookingv1.ListFreeSlotsResponse, error) {
	ids, err := name.Parse("resources/*", req.GetName())
	if err != nil {
		return nil, err
	}
	asked := span{*moment(req.GetFrom()), *moment(req.GetUntil())}
	if !asked.start.Before(asked.end) {
		return nil, ErrEndBeforeStart.On("until")
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ListFreeSlotsResponse, error) {
		days, err := freeSlotDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		if asked.length() > time.Duration(days)*24*time.Hour {
			return nil, ErrSpanTooLong.On("until")
		}
		l, err := limitsOf(ctx, tx)
		if err != nil {
			return nil, err
		}
		var r *ent.Resource
		var windows []*ent.ShareWindow
		var taken []span
		err = db.Together(ctx,
			func(ctx context.Context) (err error) {
				r, err = findResource(ctx, tx, ids[0])
				return err
			},
			func(ctx context.Context) (err error) {
				windows, err = windowsOf(ctx, tx, ids[0])
				return err
			},
			func(ctx context.Context) (err error) {
				taken, err = takenIn(ctx, tx, ids[0], asked)
				return err
			})
		if err != nil {
			return nil, err
		}
		res := &bookingv1.ListFreeSlotsResponse{}
		for _, slot := range freeSlots(r, windows, taken, l, asked, tx.Now()) {
			res.FreeSlots = append(res.FreeSlots, &bookingv1.FreeSlot{
				StartTime: timestamppb.New(slot.start), EndTime: timestamppb.New(slot.end)})
		}
		return res, nil
	})
}

// windowsOf are the share windows of a resource, with what says when they open. Each booking asks for them: the statement is not built anew.
func windowsOf(ctx context.Context, tx *db.Tx, resource uuid.UUID) ([]*ent.ShareWindow, error) {
	rows, err := tx.Query(ctx, `select weekdays, opens_minute, closes_minute, valid_from, valid_until from share_window
		where tenant_id = $1 and resource_id = $2`, tx.Tenant(), resource)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*ent.ShareWindow, error) {
		w := &ent.ShareWindow{}
		return w, row.Scan(&w.Weekdays, &w.OpensMinute, &w.ClosesMinute, &w.ValidFrom, &w.ValidUntil)
	})
}

// takenIn are the times of a resource that bookings hold in a span, in order.
func takenIn(ctx context.Context, tx *db.Tx, resource uuid.UUID, in span) ([]span, error) {
	rows, err := tx.Booking.Query().Where(booking.ResourceID(resource), booking.State(string(Confirmed)),
		booking.StartTimeGT(in.start.Add(-longest)), booking.StartTimeLT(in.end), booking.EndTimeGT(in.start)).
		Order(ent.Asc(booking.FieldStartTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	taken := make([]span, len(rows))
	for i, b := range rows {
		taken[i] = span{b.StartTime, b.EndTime}
	}
	return taken, nil
}

func limitsOf(ctx context.Context, tx *db.Tx) (l limits, err error) {
	if l.advanceDays, err = advanceDays.At(ctx, tx, tx.Now()); err != nil {
		return l, err
	}
	l.maxMinutes, err = maxMinutes.At(ctx, tx, tx.Now())
	return l, err
}
