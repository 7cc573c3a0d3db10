package rating

import (
	"context"
	"slices"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// ReviewRating decides for the district on a rating.
func (s *Service) ReviewRating(ctx context.Context, req *dispatchv1.ReviewRatingRequest) (*dispatchv1.Rating, error) {
	do := Confirm
	if req.GetDecision() == dispatchv1.Rating_STATE_SET_ASIDE {
		do = Exclude
	}
	ground := wire.Word(req.GetGround())
	if (do == Exclude) != (req.GetGround() != dispatchv1.Rating_GROUND_UNSPECIFIED) {
		return nil, ErrGround.On("ground")
	}
	return s.act(ctx, req, do, func(ctx context.Context, _ *db.Tx, row *ent.Rating, _ access.Reach) error {
		caller := access.From(ctx)
		if !caller.HoldsAbove(permitReview, row.IssuingUnitID) {
			return fault.ErrDenied
		}
		belongs := slices.ContainsFunc(caller.Held, func(h access.Held) bool { return h.Unit == row.UnitID || h.Unit == row.IssuingUnitID })
		if belongs || caller.RecusedFrom(row.PersonID) || row.AppellantID != nil && caller.RecusedFrom(*row.AppellantID) {
			return ErrOwn
		}
		return nil
	}, func(ctx context.Context, tx *db.Tx, change *ent.RatingUpdate) {
		change.SetReviewerID(access.From(ctx).Person).SetReviewTime(tx.Now()).SetRuling(req.GetRuling())
		if do == Exclude {
			change.SetGround(ground)
		}
	})
}
