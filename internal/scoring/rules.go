package scoring

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// whole is the sum of the weights of a campaign, and full marks, in basis points.
const whole = 10000

// weightsWhole holds when the weights sum to the whole.
func weightsWhole(criteria []*ent.Criterion) bool {
	sum := 0
	for _, c := range criteria {
		sum += c.WeightBasisPoints
	}
	return sum == whole
}

// checkScores asks for one score for each criterion, from 0 to its full marks.
func checkScores(criteria []*ent.Criterion, scores []schema.Score) error {
	full := map[uuid.UUID]int{}
	for _, c := range criteria {
		full[c.ID] = c.MaxScore
	}
	if len(scores) != len(full) {
		return ErrScoresIncomplete.On("score_sheet.scores")
	}
	for i, s := range scores {
		limit, open := full[s.Criterion]
		if !open {
			return ErrScoresIncomplete.On(fault.Item("score_sheet.scores", i) + ".criterion")
		}
		if s.Value < 0 || s.Value > limit {
			return ErrScoreOutOfRange.On(fault.Item("score_sheet.scores", i)+".value").With("max_score", fmt.Sprint(limit))
		}
		delete(full, s.Criterion)
	}
	return nil
}

// weigh is the weighted sum of one sheet in basis points of full marks, exact.
func weigh(criteria []*ent.Criterion, scores []schema.Score) *big.Rat {
	sum := new(big.Rat)
	for _, c := range criteria {
		if i := slices.IndexFunc(scores, func(s schema.Score) bool { return s.Criterion == c.ID }); i >= 0 {
			sum.Add(sum, big.NewRat(int64(c.WeightBasisPoints)*int64(scores[i].Value), int64(c.MaxScore)))
		}
	}
	return sum
}

// round is the nearest whole number, halves up.
func round(r *big.Rat) int {
	twice := new(big.Int).Mul(r.Num(), big.NewInt(2))
	twice.Add(twice, r.Denom())
	return int(twice.Quo(twice, new(big.Int).Mul(r.Denom(), big.NewInt(2))).Int64())
}

// standing is the place of one nomination in the ranking.
type standing struct {
	nomination *ent.Nomination
	rank       int
	score      int // mean of the sheets in basis points of full marks
	sheets     int
	marks      []*big.Rat // sums per criterion, weightiest first; means once divided
	sum        *big.Rat
}

// rank puts nominations in order by their submitted sheets. First comes the higher score as it is shown, rounded; of
// equal scores the higher mean in the weightiest criterion, then in the next; then the earlier nomination. Criteria of
// equal weight count in the order in which they were added.
func rank(criteria []*ent.Criterion, nominations []*ent.Nomination, sheets []*ent.ScoreSheet) []*standing {
	criteria = slices.SortedFunc(slices.Values(criteria), func(a, b *ent.Criterion) int {
		return cmp.Or(cmp.Compare(b.WeightBasisPoints, a.WeightBasisPoints), a.CreateTime.Compare(b.CreateTime),
			slices.Compare(a.ID[:], b.ID[:]))
	})
	var order []*standing
	byID := map[uuid.UUID]*standing{}
	for _, n := range nominations {
		s := &standing{nomination: n, sum: new(big.Rat)}
		for range criteria {
			s.marks = append(s.marks, new(big.Rat))
		}
		order, byID[n.ID] = append(order, s), s
	}
	for _, sheet := range sheets {
		if s := byID[sheet.NominationID]; s != nil {
			s.add(criteria, sheet.Scores)
		}
	}
	for _, s := range order {
		s.mean()
	}
	slices.SortFunc(order, before)
	for i, s := range order {
		s.rank = i + 1
	}
	return order
}

func (s *standing) add(criteria []*ent.Criterion, scores []schema.Score) {
	s.sheets++
	s.sum.Add(s.sum, weigh(criteria, scores))
	for i, c := range criteria {
		s.marks[i].Add(s.marks[i], weigh([]*ent.Criterion{c}, scores))
	}
}

func (s *standing) mean() {
	if s.sheets == 0 {
		return
	}
	share := big.NewRat(1, int64(s.sheets))
	s.score = round(s.sum.Mul(s.sum, share))
	for _, m := range s.marks {
		m.Mul(m, share)
	}
}

// before orders two standings; it is never 0 for different nominations.
func before(a, b *standing) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	for i := range a.marks {
		if c := b.marks[i].Cmp(a.marks[i]); c != 0 {
			return c
		}
	}
	return cmp.Or(a.nomination.CreateTime.Compare(b.nomination.CreateTime),
		slices.Compare(a.nomination.ID[:], b.nomination.ID[:]))
}
