package insight

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	insightv1 "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	"github.com/haolinju/haolinju/ent/schema"
)

// formulaVersion is that of the arithmetic of measure; another one gets the next number.
const formulaVersion = 1

// order is what is counted of an issue.
type order struct {
	lead, subDistrict, community, place, category uuid.UUID // Nil for none
	reporter                                      string    // digest; empty for nobody who is known
	received, closed                              time.Time // zero while it is not closed
	valid, contacted, solved                      bool
	satisfaction                                  string
	excluded                                      bool
}

// tally of one order among those received; that it was closed counts elsewhere.
func (o order) tally() schema.Tally {
	n := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	return schema.Tally{Received: 1, Valid: n(o.valid), Contacted: n(o.contacted), Solved: n(o.solved),
		Satisfied: n(o.satisfaction == "SATISFIED"), BasicallySatisfied: n(o.satisfaction == "BASICALLY")}
}

// plus is the sum of a tally and a number of times another.
func plus(a schema.Tally, times int, b schema.Tally) schema.Tally {
	return schema.Tally{Received: a.Received + times*b.Received, Closed: a.Closed + times*b.Closed, Valid: a.Valid + times*b.Valid,
		Contacted: a.Contacted + times*b.Contacted, Solved: a.Solved + times*b.Solved, Satisfied: a.Satisfied + times*b.Satisfied,
		BasicallySatisfied: a.BasicallySatisfied + times*b.BasicallySatisfied}
}

// measure computes the rates of a tally. The score in tenths of a point is a quotient of whole numbers, rounded half up.
func measure(t schema.Tally, p Policy) *insightv1.Measures {
	if t.Valid == 0 {
		return &insightv1.Measures{NoSample: true}
	}
	ratio := func(hundredths int) *insightv1.Ratio {
		return &insightv1.Ratio{Numerator: float64(hundredths) / 100, Denominator: int32(t.Valid),
			Value: float64(quotient(hundredths*100, t.Valid)) / 10_000}
	}
	content := 100*t.Satisfied + p.BasicallySatisfied*t.BasicallySatisfied
	weighted := 100*p.Response*t.Contacted + 100*p.Solved*t.Solved + p.Satisfaction*content // of 10,000 for each valid callback
	score := float64(quotient(weighted, 10*t.Valid)) / 10
	return &insightv1.Measures{Response: ratio(100 * t.Contacted), Solved: ratio(100 * t.Solved), Satisfaction: ratio(content), Score: &score}
}

// quotient of two whole numbers, rounded half up.
func quotient(a, b int) int { return (2*a + b) / (2 * b) }

// formula writes out how measure computes a score.
func formula(p Policy) string {
	return fmt.Sprintf("综合成绩 = 100 × (%d%% × 联系数 + %d%% × 解决数 + %d%% × (满意数 + %d%% × 基本满意)) ÷ 有效回访, 保留一位小数",
		p.Response, p.Solved, p.Satisfaction, p.BasicallySatisfied)
}

// rank orders rates by score and then by valid callbacks, and gives equal ones the same place. Those without a sample come last.
func rank(rates []*insightv1.Rate) {
	standing := func(a, b *insightv1.Rate) int {
		return cmp.Or(sampled(b)-sampled(a), cmp.Compare(b.GetMeasures().GetScore(), a.GetMeasures().GetScore()),
			cmp.Compare(validOf(b), validOf(a)))
	}
	slices.SortFunc(rates, func(a, b *insightv1.Rate) int {
		return cmp.Or(standing(a, b), cmp.Compare(b.GetTally().GetReceived(), a.GetTally().GetReceived()), cmp.Compare(a.GetUnit()+a.GetCategory(), b.GetUnit()+b.GetCategory()))
	})
	for i, r := range rates {
		switch {
		case r.GetMeasures().GetNoSample():
		case i > 0 && standing(rates[i-1], r) == 0:
			r.Rank = rates[i-1].GetRank()
		default:
			r.Rank = int32(i + 1)
		}
	}
}

func sampled(r *insightv1.Rate) int {
	if r.GetMeasures().GetNoSample() {
		return 0
	}
	return 1
}

// validOf is how many valid callbacks a rate rests on.
func validOf(r *insightv1.Rate) int32 { return r.GetTally().GetValid() - r.GetExcluded().GetValid() }

// means of the rates that have a sample, each for one. Values are summed in their own steps, which are whole numbers.
func means(rates []*insightv1.Rate) *insightv1.Means {
	steps := func(value, of float64) int { return int(math.Round(value * of)) }
	var response, solved, satisfaction, score, n int
	for _, r := range rates {
		if m := r.GetMeasures(); !m.GetNoSample() {
			response, solved = response+steps(m.GetResponse().GetValue(), 10_000), solved+steps(m.GetSolved().GetValue(), 10_000)
			satisfaction, score = satisfaction+steps(m.GetSatisfaction().GetValue(), 10_000), score+steps(m.GetScore(), 10)
			n++
		}
	}
	if n == 0 {
		return &insightv1.Means{}
	}
	mean := func(sum int, of float64) *float64 {
		value := float64(quotient(sum, n)) / of
		return &value
	}
	return &insightv1.Means{Count: int32(n), Response: mean(response, 10_000), Solved: mean(solved, 10_000),
		Satisfaction: mean(satisfaction, 10_000), Score: mean(score, 10)}
}

// recurrences are what the order may have in common with others, by kind.
func (o order) recurrences() map[string]string {
	subjects := map[string]string{}
	if o.place != uuid.Nil {
		subjects["PLACE"] = o.place.String()
	}
	if o.reporter != "" {
		subjects["REPORTER"] = fmt.Sprintf("%x", o.reporter)
	}
	subjects["THEME"] = o.category.String() + "/" + o.community.String()
	return subjects
}
