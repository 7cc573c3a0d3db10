package booking

import (
	"context"
	"time"

	"github.com/google/uuid"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// CreateBooking books a resource for the caller.
func (s *Service) CreateBooking(ctx context.Context, req *bookingv1.CreateBookingRequest) (*bookingv1.Booking, error) {
	in := req.GetBooking()
	ids, err := name.ParseField("booking.resource", "resources/*", in.GetResource())
	if err != nil {
		return nil, err
	}
	var unit *uuid.UUID
	if in.GetUnit() != "" {
		units, err := name.ParseField("booking.unit", "units/*", in.GetUnit())
		if err != nil {
			return nil, err
		}
		unit = &units[0]
	}
	want := span{*moment(in.GetStartTime()), *moment(in.GetEndTime())}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Booking, error) {
		var r *ent.Resource
		var windows []*ent.ShareWindow
		err := db.Together(ctx,
			func(ctx context.Context) (err error) {
				r, err = findResourceToBook(ctx, tx, ids[0])
				return err
			},
			func(ctx context.Context) (err error) {
				windows, err = windowsOf(ctx, tx, ids[0])
				return err
			},
			func(ctx context.Context) error {
				if unit != nil {
					return nil
				}
				return s.admissions.AdmitBooking(ctx, tx)
			})
		if err != nil {
			return nil, err
		}
		l, err := limitsOf(ctx, tx)
		if err != nil {
			return nil, err
		}
		if err := checkBooking(r, windows, l, want, int(in.GetHeadcount()), tx.Now()); err != nil {
			return nil, err
		}
		if unit != nil && !access.ReachOf(ctx).Covers(*unit) {
			return nil, fault.ErrDenied.On("booking.unit")
		}
		id, err := newID(tx, "booking_id", req.GetBookingId())
		if err != nil {
			return nil, err
		}
		b := &ent.Booking{
			ID: id, CreateTime: tx.Now(), UpdateTime: tx.Now(), Version: 1,
			ResourceID: r.ID, PersonID: access.From(ctx).Person, UnitID: unit, StartTime: want.start, EndTime: want.end,
			Headcount: int(in.GetHeadcount()), Purpose: in.GetPurpose(), State: string(Steps[0].From),
		}
		if err := insert(ctx, tx, b); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitBook, Object: bookingName(b.ID), After: bookingFacts(b)})
		tx.Emit(bookingEvent("haolinju.booking.booking.created.v1", r.UnitID, b))
		return toBooking(b), nil
	})
}

// findResourceToBook is the resource in use, shared until the commit with all who book it, so that nobody deletes it meanwhile.
func findResourceToBook(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Resource, error) {
	r, err := shown(ctx, tx, id, db.ForShare)
	if err == nil && r.DeleteTime != nil {
		return nil, softdelete.ErrDeleted.On("booking.resource")
	}
	return r, err
}

// insert stores the booking unless another one holds any part of its time, in which case the transaction fails. The database
// decides, and its exclusion constraint is asked not to raise: raised under contention it ends in deadlocks.
func insert(ctx context.Context, tx *db.Tx, b *ent.Booking) error {
	taken := ErrSlotTaken.With("resource", resourceName(b.ResourceID)).
		With("start_time", b.StartTime.Format(time.RFC3339Nano)).With("end_time", b.EndTime.Format(time.RFC3339Nano))
	_, err := tx.Exec(tx.Later(ctx, taken), `insert into booking (tenant_id, id, create_time, update_time, version, resource_id, person_id,
			unit_id, start_time, end_time, headcount, purpose, state, cancel_reason)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '')
		on conflict on constraint booking_no_overlap do nothing`,
		tx.Tenant(), b.ID, b.CreateTime, b.UpdateTime, b.Version, b.ResourceID, b.PersonID,
		b.UnitID, b.StartTime, b.EndTime, b.Headcount, b.Purpose, b.State)
	return err
}
