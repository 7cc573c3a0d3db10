package scoring

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
)

func id(n byte) uuid.UUID { return uuid.UUID{15: n} }

// criteria of weights 5000, 3000 and 2000 with different full marks.
func criteria() []*ent.Criterion {
	return []*ent.Criterion{
		{ID: id(1), WeightBasisPoints: 3000, MaxScore: 10},
		{ID: id(2), WeightBasisPoints: 5000, MaxScore: 100},
		{ID: id(3), WeightBasisPoints: 2000, MaxScore: 3},
	}
}

func sheet(of byte, first, second, third int) *ent.ScoreSheet {
	return &ent.ScoreSheet{NominationID: id(of), Scores: []schema.Score{
		{Criterion: id(1), Value: first}, {Criterion: id(2), Value: second}, {Criterion: id(3), Value: third}}}
}

func nominations(n byte) []*ent.Nomination {
	var all []*ent.Nomination
	for i := range n {
		all = append(all, &ent.Nomination{ID: id(i + 1), CreateTime: time.Unix(int64(i), 0)})
	}
	return all
}

func order(ranking []*standing) []byte {
	var ids []byte
	for _, s := range ranking {
		ids = append(ids, s.nomination.ID[15])
	}
	return ids
}

func TestASheetIsWeighedByItsCriteriaAndRoundedHalfUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sheet *ent.ScoreSheet
		want  int
	}{
		{sheet(1, 10, 100, 3), 10000},
		{sheet(1, 0, 0, 0), 0},
		{sheet(1, 10, 0, 0), 3000},
		{sheet(1, 0, 1, 0), 50},
		{sheet(1, 0, 0, 1), 667},
		{sheet(1, 0, 0, 2), 1333},
	} {
		if got := round(weigh(criteria(), c.sheet.Scores)); got != c.want {
			t.Errorf("%v weighs %d, want %d", c.sheet.Scores, got, c.want)
		}
	}
	half := []*ent.Criterion{{ID: id(1), WeightBasisPoints: 1, MaxScore: 2}}
	if got := round(weigh(half, []schema.Score{{Criterion: id(1), Value: 1}})); got != 1 {
		t.Errorf("half a basis point is rounded to %d, want 1", got)
	}
}

func TestTheRankingTakesTheMeanOfTheSheets(t *testing.T) {
	t.Parallel()
	ranking := rank(criteria(), nominations(3), []*ent.ScoreSheet{
		sheet(1, 10, 80, 3), sheet(1, 10, 60, 3), // mean 8500
		sheet(2, 10, 90, 3), // 9500
	})
	if got := order(ranking); !slices.Equal(got, []byte{2, 1, 3}) {
		t.Fatalf("order %v", got)
	}
	for i, want := range []standing{{rank: 1, score: 9500, sheets: 1}, {rank: 2, score: 8500, sheets: 2}, {rank: 3}} {
		if got := ranking[i]; got.rank != want.rank || got.score != want.score || got.sheets != want.sheets {
			t.Errorf("place %d: rank %d, score %d, sheets %d", i+1, got.rank, got.score, got.sheets)
		}
	}
}

func TestEqualScoresAreDecidedByTheWeightiestCriterionThenTheNextThenTheEarlierNomination(t *testing.T) {
	t.Parallel()
	flat := []*ent.Criterion{
		{ID: id(1), WeightBasisPoints: 4000, MaxScore: 40},
		{ID: id(2), WeightBasisPoints: 4000, MaxScore: 40, CreateTime: time.Unix(1, 0)},
		{ID: id(3), WeightBasisPoints: 2000, MaxScore: 20},
	}
	ranking := rank(flat, nominations(5), []*ent.ScoreSheet{
		sheet(1, 20, 30, 20), sheet(2, 30, 20, 20), sheet(3, 30, 30, 10), sheet(4, 30, 30, 10), sheet(5, 10, 40, 20)})
	for _, s := range ranking {
		if s.score != 7000 {
			t.Fatalf("%d has %d, the example needs equal scores", s.nomination.ID[15], s.score)
		}
	}
	if got := order(ranking); !slices.Equal(got, []byte{3, 4, 2, 1, 5}) {
		t.Errorf("order %v, want 3 4 2 1 5", got)
	}
}

func TestTheSameSheetsGiveTheSameRankingWhateverTheirOrder(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(47, 40))
	for range 200 {
		var sheets []*ent.ScoreSheet
		for n := range byte(12) {
			for range r.IntN(3) {
				sheets = append(sheets, sheet(n+1, r.IntN(4), 10*r.IntN(4), r.IntN(4)))
			}
		}
		entered, measures := nominations(12), criteria()
		want := order(rank(measures, entered, sheets))
		r.Shuffle(len(sheets), func(i, j int) { sheets[i], sheets[j] = sheets[j], sheets[i] })
		r.Shuffle(len(entered), func(i, j int) { entered[i], entered[j] = entered[j], entered[i] })
		r.Shuffle(len(measures), func(i, j int) { measures[i], measures[j] = measures[j], measures[i] })
		if got := order(rank(measures, entered, sheets)); !slices.Equal(got, want) {
			t.Fatalf("%v and %v from the same sheets", want, got)
		}
	}
}

func TestScoresAreOneForEachCriterionFromZeroToFullMarks(t *testing.T) {
	t.Parallel()
	foreign := schema.Score{Criterion: id(9), Value: 1}
	whole := sheet(1, 10, 100, 0).Scores
	for name, c := range map[string]struct {
		scores []schema.Score
		want   error
	}{
		"whole":          {whole, nil},
		"one too few":    {whole[:2], ErrScoresIncomplete},
		"one too many":   {append(slices.Clone(whole), foreign), ErrScoresIncomplete},
		"one foreign":    {append(slices.Clone(whole[:2]), foreign), ErrScoresIncomplete},
		"one twice":      {append(slices.Clone(whole[:2]), whole[0]), ErrScoresIncomplete},
		"none":           {nil, ErrScoresIncomplete},
		"above the full": {sheet(1, 11, 0, 0).Scores, ErrScoreOutOfRange},
		"below zero":     {sheet(1, 0, 0, -1).Scores, ErrScoreOutOfRange},
	} {
		if got := checkScores(criteria(), c.scores); !errors.Is(got, c.want) && got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
