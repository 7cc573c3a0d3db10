package scoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/scoresheet"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Tally answers for a campaign what its criteria and score sheets come to.
type Tally struct{}

// WeightsWhole says whether the weights of a campaign's criteria sum to the whole.
func (Tally) WeightsWhole(ctx context.Context, tx *db.Tx, campaign uuid.UUID) (bool, error) {
	criteria, err := criteriaOf(ctx, tx, campaign)
	return weightsWhole(criteria), err
}

// Rank puts nominations of a campaign in order by the sheets submitted so far, each with its rank, its score and how many
// sheets it has.
func (Tally) Rank(ctx context.Context, tx *db.Tx, campaign uuid.UUID, nominations []*ent.Nomination) (ranked []*ent.Nomination, err error) {
	criteria, err := criteriaOf(ctx, tx, campaign)
	if err != nil {
		return nil, err
	}
	sheets, err := tx.ScoreSheet.Query().
		Where(scoresheet.CampaignID(campaign), scoresheet.State(string(SheetSubmitted))).All(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range rank(criteria, nominations, sheets) {
		n := *s.nomination
		n.Rank, n.ScoreBasisPoints, n.SheetCount = &s.rank, &s.score, &s.sheets
		ranked = append(ranked, &n)
	}
	return ranked, nil
}
