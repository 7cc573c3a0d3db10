package restriction

import (
	"context"

	restrictionv1 "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// AppealRestriction takes the person's appeal.
func (s *Service) AppealRestriction(ctx context.Context, req *restrictionv1.AppealRestrictionRequest) (*restrictionv1.Restriction, error) {
	may := func(r *ent.Restriction) error {
		if !access.ReachOf(ctx).Owns(r.PersonID) {
			return fault.ErrDenied
		}
		return nil
	}
	return s.act(ctx, req.GetName(), req.GetEtag(), may, func(ctx context.Context, tx *db.Tx, r *ent.Restriction) (*ent.Restriction, error) {
		days, err := decideDays.At(ctx, tx, tx.Now())
		if err != nil {
			return nil, err
		}
		if !tx.Now().Before(r.AppealUntil) {
			return nil, ErrAppealOver
		}
		return move(ctx, tx, r, Appeal, tx.Restriction.Update().SetAppeal(req.GetAppeal()).SetAppealTime(tx.Now()).
			SetDecideUntil(tx.Now().AddDate(0, 0, days)))
	})
}
