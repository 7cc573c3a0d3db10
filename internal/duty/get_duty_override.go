package duty

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dutyoverride"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetDutyOverride returns one override.
func (s *Service) GetDutyOverride(ctx context.Context, req *dispatchv1.GetDutyOverrideRequest) (*dispatchv1.DutyOverride, error) {
	ids, err := name.Parse(overrides+"/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.DutyOverride, error) {
		o, err := tx.DutyOverride.Query().Where(dutyoverride.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		if !access.ReachOf(ctx).Reaches(overrideFacts(o)) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		return overrideToProto(o), nil
	})
}

// OverrideFacts decide who reaches an override.
func OverrideFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	o, err := tx.DutyOverride.Query().Where(dutyoverride.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return overrideFacts(o), nil
}

func overrideFacts(o *ent.DutyOverride) access.Facts {
	return access.Facts{Permission: permitReadOver, Units: parties(o)}
}
