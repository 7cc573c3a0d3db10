package rating

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// AppealRating has the district look at a rating again, for the side that it is about.
func (s *Service) AppealRating(ctx context.Context, req *dispatchv1.AppealRatingRequest) (*dispatchv1.Rating, error) {
	return s.act(ctx, req, Appeal, func(ctx context.Context, tx *db.Tx, row *ent.Rating, reach access.Reach) error {
		if !speaks(reach, other(row.Side), row.UnitID, row.IssuingUnitID) {
			return fault.ErrDenied
		}
		if _, err := Steps.Step(State(row.State), Appeal); err != nil {
			return err
		}
		if !tx.Now().Before(*row.AppealDueTime) {
			return ErrAppealTooLate
		}
		return nil
	}, func(ctx context.Context, tx *db.Tx, change *ent.RatingUpdate) {
		change.SetAppeal(req.GetText()).SetAppellantID(access.From(ctx).Person).SetAppealTime(tx.Now())
	})
}
