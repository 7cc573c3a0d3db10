package booking

import (
	"context"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/resource"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// UpdateResource changes the masked fields of a resource.
func (s *Service) UpdateResource(ctx context.Context, req *bookingv1.UpdateResourceRequest) (*bookingv1.Resource, error) {
	in := req.GetResource()
	ids, err := name.ParseField("resource.name", "resources/*", in.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Resource, error) {
		r, err := findOwnResource(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if err := etag.Check(in.GetEtag(), r.Version); err != nil {
			return nil, err
		}
		before := resourceFacts(r)
		if err := readResource(r, in, req.GetUpdateMask().GetPaths()); err != nil {
			return nil, err
		}
		if err := complete(ctx, tx, r); err != nil {
			return nil, err
		}
		if err := checkResource(r); err != nil {
			return nil, err
		}
		if r, err = storeResource(ctx, tx, r); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitUpdateResource, Object: resourceName(r.ID), Before: before, After: resourceFacts(r)})
		tx.Emit(resourceEvent("updated", r))
		return toResource(r), nil
	})
}

// storeResource writes the row over the version that was read and gives it as stored.
func storeResource(ctx context.Context, tx *db.Tx, r *ent.Resource) (*ent.Resource, error) {
	u := tx.Resource.Update().Where(resource.ID(r.ID), resource.Version(r.Version)).SetKind(r.Kind).SetTitle(r.Title).
		SetDescription(r.Description).SetCapacity(r.Capacity).SetEquipment(r.Equipment).SetSlotMinutes(r.SlotMinutes)
	if r.PlaceID == nil {
		u.ClearPlaceID()
	} else {
		u.SetPlaceID(*r.PlaceID)
	}
	if r.PublishedFrom == nil {
		u.ClearPublishedFrom()
	} else {
		u.SetPublishedFrom(*r.PublishedFrom)
	}
	if r.PublishedUntil == nil {
		u.ClearPublishedUntil()
	} else {
		u.SetPublishedUntil(*r.PublishedUntil)
	}
	if err := u.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	return tx.Resource.Query().Where(resource.ID(r.ID)).Only(ctx)
}
