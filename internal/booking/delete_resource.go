package booking

import (
	"context"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/booking"
	"github.com/haolinju/haolinju/ent/resource"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// DeleteResource takes a resource out of use.
func (s *Service) DeleteResource(ctx context.Context, req *bookingv1.DeleteResourceRequest) (*bookingv1.Resource, error) {
	ids, err := name.Parse("resources/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Resource, error) {
		r, err := findOwnResource(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), r.Version); err != nil {
			return nil, err
		}
		// Whoever books holds the resource as this transaction does: no booking comes in between.
		ahead, err := tx.Booking.Query().Where(booking.ResourceID(r.ID), booking.State(string(Confirmed)),
			booking.EndTimeGT(tx.Now())).Order(ent.Asc(booking.FieldStartTime)).First(ctx)
		if err == nil {
			return nil, ErrResourceBooked.With("booking", bookingName(ahead.ID))
		}
		if !ent.IsNotFound(err) {
			return nil, err
		}
		change, err := softdelete.Mark(ctx, tx, tx.Resource.Update())
		if err != nil {
			return nil, err
		}
		return storeDeletion(ctx, tx, r, change, permitDeleteResource, "deleted")
	})
}

// storeDeletion writes what a verb of deletion changes and tells of it.
func storeDeletion(ctx context.Context, tx *db.Tx, before *ent.Resource, change *ent.ResourceUpdate, action, event string) (*bookingv1.Resource, error) {
	if err := change.Where(resource.ID(before.ID)).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.Resource.Query().Where(resource.ID(before.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: action, Object: resourceName(after.ID), Before: resourceFacts(before), After: resourceFacts(after)})
	tx.Emit(resourceEvent(event, after))
	return toResource(after), nil
}
