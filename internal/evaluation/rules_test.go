package evaluation

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/calendar"
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

func TestTheListEndsAtTheQuotaAndAtTheThreshold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ quota, threshold, want int }{
		{2, 0, 2}, {9, 0, 3}, {0, 8000, 2}, {1, 8000, 1}, {3, 9001, 0}, {0, 9000, 1}, {3, 7000, 3},
	} {
		ranking := []*standing{{rank: 1, score: 9000, sheets: 1}, {rank: 2, score: 8000, sheets: 1},
			{rank: 3, score: 7000, sheets: 1}, {rank: 4}}
		if got := propose(ranking, c.quota, c.threshold); got != c.want {
			t.Errorf("quota %d, threshold %d: %d on the list, want %d", c.quota, c.threshold, got, c.want)
		}
		for i, s := range ranking {
			if s.proposed != (i < c.want) {
				t.Errorf("quota %d, threshold %d: place %d is wrongly on or off the list", c.quota, c.threshold, i+1)
			}
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

func TestASubjectFitsOnlyTheKindOfItsCampaign(t *testing.T) {
	t.Parallel()
	subjects := map[string]subject{
		"RESIDENT":    {person: &ent.Person{}},
		"MERCHANT":    {unit: &ent.Unit{Kind: "MERCHANT"}},
		"ENTERPRISE":  {unit: &ent.Unit{Kind: "PROPERTY_COMPANY"}},
		"PUBLIC_UNIT": {unit: &ent.Unit{Kind: "SCHOOL"}},
		"DOOR":        {place: &ent.Place{Kind: "DOOR"}},
		"TEAM":        {unit: &ent.Unit{Kind: "ART_GROUP"}},
	}
	for of, s := range subjects {
		for kind := range subjects {
			if got := s.fits(kind); got != (of == kind) {
				t.Errorf("a subject of kind %s fits a campaign of kind %s: %v", of, kind, got)
			}
		}
	}
	for _, s := range []subject{{unit: &ent.Unit{Kind: "COMMUNITY"}}, {place: &ent.Place{Kind: "BUILDING"}}} {
		for kind := range subjects {
			if s.fits(kind) {
				t.Errorf("%+v fits a campaign of kind %s", s, kind)
			}
		}
	}
}

func TestPublicityCountsTheWorkingDaysAfterTheDayOfPublication(t *testing.T) {
	t.Parallel()
	days, err := calendar.New(calendar.Hours{Monday: []calendar.Period{{From: 9 * 60, To: 17 * 60}}}, calendar.Embedded()...)
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		got, err := time.ParseInLocation(time.DateTime, text, calendar.Zone)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, c := range []struct{ name, published, end string }{
		{"an ordinary week", "2026-06-08 09:00:00", "2026-06-16 00:00:00"},
		{"published on a Saturday", "2026-06-06 09:00:00", "2026-06-13 00:00:00"},
		{"late in the evening of Beijing", "2026-06-08 23:59:59", "2026-06-16 00:00:00"},
		{"over the National Day week and its make-up days", "2026-09-28 10:00:00", "2026-10-11 00:00:00"},
	} {
		if got := publicityEnd(days, at(c.published), 5); !got.Equal(at(c.end)) {
			t.Errorf("%s: ends %s, want %s", c.name, got.In(calendar.Zone), c.end)
		}
	}
	if published := at("2026-06-08 10:00:00"); !publicityEnd(days, published, 0).Equal(published.Add(time.Microsecond)) {
		t.Error("without a working day the list stays public longer than a moment")
	}
}

func TestANumberNamesDistrictYearAndPlaceInLine(t *testing.T) {
	t.Parallel()
	if got := number(110111, 2026, 12); got != "HLJ-110111-2026-000012" {
		t.Error(got)
	}
	if tenant, err := tenantOf("HLJ-110111-2026-000012"); tenant != 110111 || err != nil {
		t.Error(tenant, err)
	}
}
