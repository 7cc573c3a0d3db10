package callback

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// RateIssue stores the resident's own judgement, and has the issue taken up again when he is dissatisfied.
func (s *Service) RateIssue(ctx context.Context, req *intakev1.RateIssueRequest) (*intakev1.Issue, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	given := req.GetRating()
	reasons := []string{}
	for _, r := range given.GetReasons() {
		reasons = append(reasons, wire.Word(r))
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		row, err := s.Issues.MoveIssue(ctx, tx, "rate", ids[0], req.GetEtag(), func(_ context.Context, tx *db.Tx, _ *ent.Issue) (change, error) {
			satisfaction := wire.Word(given.GetSatisfaction())
			return change{
				Set: func(u *ent.IssueUpdate) {
					u.SetRatingSolved(given.GetSolved()).SetRatingSatisfaction(satisfaction).
						SetRatingText(given.GetText()).SetRatedTime(tx.Now()).
						SetRatingReasons(reasons).SetRatingContactAllowed(given.GetContactAllowed())
				},
				Entries: []lifecycle.Entry{{Kind: "RATED", Public: true, Text: given.GetText()}},
				Facts: map[string]any{"solved": given.GetSolved(), "satisfaction": satisfaction, "reasons": reasons,
					"contact_allowed": given.GetContactAllowed()},
			}, nil
		})
		if err == nil && given.GetSatisfaction() == intakev1.Satisfaction_SATISFACTION_DISSATISFIED {
			row, err = s.Issues.RequestReopening(ctx, tx, ids[0], given.GetText())
		}
		if err != nil {
			return nil, err
		}
		return s.Issues.ShowIssue(ctx, tx, row)
	})
}
