package insight

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent/schema"
)

// usual is the policy that a district starts with.
var usual = Policy{Response: 10, Solved: 50, Satisfaction: 40, BasicallySatisfied: 90, MonthFirstDay: 19, DayEndHour: 12}

func TestTheMeasuresAreThoseComputedByHand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		of                             schema.Tally
		by                             Policy
		response, solved, satisfaction float64 // values
		content                        float64 // numerator of the satisfaction
		score                          float64
	}{
		// 0.1 × 9/10 + 0.5 × 8/10 + 0.4 × (6 + 0.9 × 2)/10 = 0.09 + 0.40 + 0.312
		{schema.Tally{Valid: 10, Contacted: 9, Solved: 8, Satisfied: 6, BasicallySatisfied: 2}, usual, 0.9, 0.8, 0.78, 7.8, 80.2},
		// all there is to get
		{schema.Tally{Valid: 3, Contacted: 3, Solved: 3, Satisfied: 3}, usual, 1, 1, 1, 3, 100},
		{schema.Tally{Valid: 4}, usual, 0, 0, 0, 0, 0},
		// 0.1 × 2/3 + 0.5 × 1/3 + 0.4 × 0.9/3 = 0.0667 + 0.1667 + 0.12 = 35.33…
		{schema.Tally{Valid: 3, Contacted: 2, Solved: 1, BasicallySatisfied: 1}, usual, 0.6667, 0.3333, 0.3, 0.9, 35.3},
		// 0.3 × 5/6 + 0.35 × 4/6 + 0.35 × (2 + 0.8 × 3)/6 = 0.25 + 0.2333… + 0.25666… = 74.0
		{schema.Tally{Valid: 6, Contacted: 5, Solved: 4, Satisfied: 2, BasicallySatisfied: 3},
			Policy{Response: 30, Solved: 35, Satisfaction: 35, BasicallySatisfied: 80}, 0.8333, 0.6667, 0.7333, 4.4, 74},
		// exactly 62.25: half a tenth goes up
		{schema.Tally{Valid: 40, Contacted: 40, Solved: 25, Satisfied: 21}, usual, 1, 0.625, 0.525, 21, 62.3},
	} {
		m := measure(c.of, c.by)
		if m.GetNoSample() || m.GetResponse().GetValue() != c.response || m.GetSolved().GetValue() != c.solved ||
			m.GetSatisfaction().GetValue() != c.satisfaction || m.GetSatisfaction().GetNumerator() != c.content || m.GetScore() != c.score ||
			m.GetResponse().GetDenominator() != int32(c.of.Valid) {
			t.Errorf("%+v: %v, want %+v", c.of, m, c)
		}
	}
}

func TestWithoutAValidCallbackThereIsNoRate(t *testing.T) {
	t.Parallel()
	m := measure(schema.Tally{Received: 7, Closed: 7}, usual)
	if !m.GetNoSample() || m.Score != nil || m.GetResponse() != nil || m.GetSolved() != nil || m.GetSatisfaction() != nil {
		t.Errorf("%v", m)
	}
}

// tallies of orders that can be.
func tallies(t *rapid.T) schema.Tally {
	valid := rapid.IntRange(1, 2000).Draw(t, "valid")
	satisfied := rapid.IntRange(0, valid).Draw(t, "satisfied")
	return schema.Tally{Received: valid + rapid.IntRange(0, 100).Draw(t, "more"), Valid: valid, Contacted: rapid.IntRange(0, valid).Draw(t, "contacted"),
		Solved: rapid.IntRange(0, valid).Draw(t, "solved"), Satisfied: satisfied, BasicallySatisfied: rapid.IntRange(0, valid-satisfied).Draw(t, "basically")}
}

func policy(t *rapid.T) Policy {
	response := rapid.IntRange(0, 100).Draw(t, "response")
	solved := rapid.IntRange(0, 100-response).Draw(t, "solved weight")
	return Policy{Response: response, Solved: solved, Satisfaction: 100 - response - solved, BasicallySatisfied: rapid.IntRange(0, 100).Draw(t, "factor")}
}

func TestTheScoreIsTheExactOneRoundedHalfUpAndNeverFallsWhenAnAnswerIsBetter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n, p := tallies(t), policy(t)
		of := func(a, b int) *big.Rat { return big.NewRat(int64(a), int64(b)) }
		exact := new(big.Rat)
		for _, part := range []struct {
			weight int
			rate   *big.Rat
		}{{p.Response, of(n.Contacted, n.Valid)}, {p.Solved, of(n.Solved, n.Valid)},
			{p.Satisfaction, new(big.Rat).Add(of(n.Satisfied, n.Valid), new(big.Rat).Mul(of(p.BasicallySatisfied, 100), of(n.BasicallySatisfied, n.Valid)))}} {
			exact.Add(exact, new(big.Rat).Mul(of(part.weight, 1), part.rate))
		}
		tenths := new(big.Rat).Add(new(big.Rat).Mul(exact, of(10, 1)), of(1, 2))
		want, _ := new(big.Rat).SetFrac(new(big.Int).Div(tenths.Num(), tenths.Denom()), big.NewInt(10)).Float64()
		got := measure(n, p).GetScore()
		if got != want || got < 0 || got > 100 {
			t.Fatalf("%+v by %+v: %v, exactly %s", n, p, got, exact.FloatString(4))
		}
		if n.Satisfied+n.BasicallySatisfied < n.Valid {
			better := n
			better.BasicallySatisfied++
			if measure(better, p).GetScore() < got {
				t.Fatalf("one more is basically satisfied, and the score falls from %v", got)
			}
		}
		if n.BasicallySatisfied > 0 {
			better := n
			better.BasicallySatisfied--
			better.Satisfied++
			if measure(better, p).GetScore() < got {
				t.Fatalf("one is satisfied instead of basically so, and the score falls from %v", got)
			}
		}
		if back := plus(plus(n, 1, better(n)), -1, better(n)); back != n {
			t.Fatalf("what is added and taken away leaves %+v of %+v", back, n)
		}
	})
}

func better(n schema.Tally) schema.Tally {
	return schema.Tally{Received: 1, Closed: 2, Valid: n.Valid, Contacted: 4, Solved: 5, Satisfied: 6, BasicallySatisfied: 7}
}

func TestUnitsAreRankedByScoreThenByValidCallbacksAndEqualOnesShareAPlace(t *testing.T) {
	t.Parallel()
	rate := func(unit string, n schema.Tally) *insightv1.Rate {
		return &insightv1.Rate{Unit: unit, Tally: tallyToProto(n), Measures: measure(n, usual)}
	}
	perfect := func(valid int) schema.Tally {
		return schema.Tally{Received: valid, Valid: valid, Contacted: valid, Solved: valid, Satisfied: valid}
	}
	rates := []*insightv1.Rate{rate("none", schema.Tally{Received: 9}), rate("b", perfect(2)), rate("worst", schema.Tally{Received: 5, Valid: 5}),
		rate("a", perfect(2)), rate("many", perfect(8))}
	rank(rates)
	var order []string
	var places []int32
	for _, r := range rates {
		order, places = append(order, r.GetUnit()), append(places, r.GetRank())
	}
	if !slices.Equal(order, []string{"many", "a", "b", "worst", "none"}) || !slices.Equal(places, []int32{1, 2, 2, 4, 0}) {
		t.Errorf("%v, %v", order, places)
	}
	if m := means(rates); m.GetCount() != 4 || m.GetScore() != 75 || m.GetSolved() != 0.75 {
		t.Errorf("means: %v", m)
	}
	if m := means(rates[4:]); m.GetCount() != 0 || m.Score != nil {
		t.Errorf("means of nothing: %v", m)
	}
}

// proves IS-01
func TestTheMeanOfRatesThatLiesHalfwayBetweenTwoStepsIsRoundedUp(t *testing.T) {
	t.Parallel()
	of := func(score, ratio float64) *insightv1.Rate {
		value := &insightv1.Ratio{Value: ratio}
		return &insightv1.Rate{Measures: &insightv1.Measures{Score: &score, Response: value, Solved: value, Satisfaction: value}}
	}
	for _, c := range []struct{ a, b, score, ratioA, ratioB, ratio float64 }{
		{85.1, 79.8, 82.5, 0.8511, 0.7980, 0.8246}, {0.1, 0.2, 0.2, 0.0001, 0.0002, 0.0002}, {100, 99.9, 100, 1, 0.9999, 1}, {70.3, 70.5, 70.4, 0.5707, 0.5706, 0.5707},
	} {
		m := means([]*insightv1.Rate{of(c.a, c.ratioA), of(c.b, c.ratioB)})
		if m.GetScore() != c.score || m.GetResponse() != c.ratio || m.GetSolved() != c.ratio || m.GetSatisfaction() != c.ratio {
			t.Fatalf("the mean of %v and %v is %v, want %v and %v", c.a, c.b, m, c.score, c.ratio)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		var rates []*insightv1.Rate
		tenths, n := 0, rapid.IntRange(1, 40).Draw(t, "rates")
		for range n {
			score := rapid.IntRange(0, 1000).Draw(t, "tenths")
			rates, tenths = append(rates, of(float64(score)/10, 0)), tenths+score
		}
		if got, want := means(rates).GetScore(), float64(quotient(tenths, n))/10; got != want {
			t.Fatalf("the mean of %d rates that make %d tenths is %v, want %v", n, tenths, got, want)
		}
	})
}

func TestAPolicyWhoseWeightsDoNotMakeAHundredIsNone(t *testing.T) {
	t.Parallel()
	for _, p := range []Policy{{Response: 10, Solved: 50, Satisfaction: 41, MonthFirstDay: 19}, {Response: 120, Solved: -20, MonthFirstDay: 19},
		{Solved: 100, BasicallySatisfied: 101, MonthFirstDay: 19}, {Solved: 100, MonthFirstDay: 29}, {Solved: 100}, {Solved: 100, MonthFirstDay: 1, DayEndHour: 24}} {
		if p.Check() == nil {
			t.Errorf("%+v passes", p)
		}
	}
	if err := usual.Check(); err != nil {
		t.Error(err)
	}
}
