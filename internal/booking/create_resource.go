package booking

import (
	"context"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateResource registers a shared resource of a unit.
func (s *Service) CreateResource(ctx context.Context, req *bookingv1.CreateResourceRequest) (*bookingv1.Resource, error) {
	in := req.GetResource()
	if in.GetUnit() == "" {
		return nil, required("resource.unit")
	}
	unit, err := name.ParseField("resource.unit", "units/*", in.GetUnit())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Resource, error) {
		id, err := newID(tx, "resource_id", req.GetResourceId())
		if err != nil {
			return nil, err
		}
		r := &ent.Resource{ID: id, UnitID: unit[0]}
		if err := readResource(r, in, updatable()); err != nil {
			return nil, err
		}
		if err := complete(ctx, tx, r); err != nil {
			return nil, err
		}
		if err := checkResource(r); err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(r.UnitID) {
			return nil, fault.ErrDenied.On("resource.unit")
		}
		r, err = tx.Resource.Create().SetID(r.ID).SetUnitID(r.UnitID).SetKind(r.Kind).SetTitle(r.Title).
			SetDescription(r.Description).SetNillablePlaceID(r.PlaceID).SetCapacity(r.Capacity).SetEquipment(r.Equipment).
			SetSlotMinutes(r.SlotMinutes).SetNillablePublishedFrom(r.PublishedFrom).
			SetNillablePublishedUntil(r.PublishedUntil).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitCreateResource, Object: resourceName(r.ID), After: resourceFacts(r)})
		tx.Emit(resourceEvent("created", r))
		return toResource(r), nil
	})
}

// complete fills what the tenant decides where the owner names nothing.
func complete(ctx context.Context, tx *db.Tx, r *ent.Resource) (err error) {
	if r.SlotMinutes == 0 {
		r.SlotMinutes, err = slotMinutes.At(ctx, tx, tx.Now())
	}
	return err
}
