package restriction

import (
	"context"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// LiftRestriction ends a restriction.
func (s *Service) LiftRestriction(ctx context.Context, req *restrictionv1.LiftRestrictionRequest) (*restrictionv1.Restriction, error) {
	return s.act(ctx, req.GetName(), req.GetEtag(), ofUnit(ctx), func(ctx context.Context, tx *db.Tx, r *ent.Restriction) (*ent.Restriction, error) {
		return move(ctx, tx, r, Lift, tx.Restriction.Update().SetLifterID(access.From(ctx).Person).SetLiftTime(tx.Now()).SetLiftReason(req.GetReason()))
	})
}
