package intake

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RateIssue stores the resident's own judgement.
func (s *Service) RateIssue(ctx context.Context, req *intakev1.RateIssueRequest) (*intakev1.Issue, error) {
	given := req.GetRating()
	return s.act(ctx, Rate, req.GetName(), req.GetEtag(), func(_ context.Context, tx *db.Tx, _ *ent.Issue) (change, error) {
		satisfaction := code(given.GetSatisfaction(), "SATISFACTION_")
		return change{
			set: func(u *ent.IssueUpdate) {
				u.SetRatingSolved(given.GetSolved()).SetRatingSatisfaction(satisfaction).
					SetRatingText(given.GetText()).SetRatedTime(tx.Now())
			},
			entries: []entry{{kind: "RATED", public: true, text: given.GetText()}},
			facts:   map[string]any{"solved": given.GetSolved(), "satisfaction": satisfaction},
		}, nil
	})
}
