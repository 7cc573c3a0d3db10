package booking

import (
	"context"

	"github.com/google/uuid"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// GetResource reads one resource.
func (s *Service) GetResource(ctx context.Context, req *bookingv1.GetResourceRequest) (*bookingv1.Resource, error) {
	ids, err := name.Parse("resources/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Resource, error) {
		r, err := findResource(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		return toResource(r), nil
	})
}

// findResource is the resource where it exists for the caller.
func findResource(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Resource, error) {
	return shown(ctx, tx, id, db.Unlocked)
}

// findOwnResource is the resource in use, held until the commit, where the caller's grants of the called method cover it.
func findOwnResource(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Resource, error) {
	r, err := holdOwnResource(ctx, tx, id)
	if err == nil && r.DeleteTime != nil {
		return nil, softdelete.ErrDeleted
	}
	return r, err
}

// holdOwnResource is findOwnResource for one that may be deleted.
func holdOwnResource(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Resource, error) {
	r, err := shown(ctx, tx, id, db.ForUpdate)
	if err != nil {
		return nil, err
	}
	if !access.ReachOf(ctx).Covers(r.UnitID) {
		return nil, fault.ErrDenied
	}
	return r, nil
}

func shown(ctx context.Context, tx *db.Tx, id uuid.UUID, lock string) (*ent.Resource, error) {
	r, err := tx.Resource.Row(ctx, tx.Tenant(), id, lock)
	if ent.IsNotFound(err) || err == nil && !visible(r, access.ReachFor(ctx, permitReadResource), tx.Now()) {
		return nil, fault.ErrNotFound.With("name", resourceName(id))
	}
	return r, err
}
