package insight

import (
	"context"
	"errors"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Policy is how the three rates make a score and where the periods begin.
type Policy struct {
	Response           int `json:"response"`            // weight, in percent
	Solved             int `json:"solved"`              // weight, in percent
	Satisfaction       int `json:"satisfaction"`        // weight, in percent
	BasicallySatisfied int `json:"basically_satisfied"` // what one counts of a satisfied one, in percent
	MonthFirstDay      int `json:"month_first_day"`     // of an appraisal month
	DayEndHour         int `json:"day_end_hour"`        // of a report day
}

var errWeights = errors.New("the weights do not make 100")

// Check that the weights make 100 and the periods can begin as they say: every month has 28 days.
func (p Policy) Check() error {
	for _, percent := range []int{p.Response, p.Solved, p.Satisfaction, p.BasicallySatisfied} {
		if err := setting.Between(0, 100)(percent); err != nil {
			return err
		}
	}
	if p.Response+p.Solved+p.Satisfaction != 100 {
		return errWeights
	}
	return errors.Join(setting.Between(1, 28)(p.MonthFirstDay), setting.Between(0, 23)(p.DayEndHour))
}

// policyKey is the setting of which each value is a RatePolicy.
const policyKey = "insight.rate_policy"

var (
	ratePolicy = setting.Declare(policyKey,
		Policy{Response: 10, Solved: 50, Satisfaction: 40, BasicallySatisfied: 90, MonthFirstDay: 19, DayEndHour: 12},
		"as a district of Beijing reports: 10/50/40, basically satisfied for 0.9, from the 19th to the 18th, from noon to noon; set by the district")
	// smallestCell is how many issues, or residents, a recurrence must have to be told.
	smallestCell = setting.Declare("insight.smallest_cell", 5, "habit of statistics: cells below 5 are hidden; set by the district",
		setting.Between(2, 100))
)

// SmallestCell is how many issues are told of together at least.
func (s *Service) SmallestCell(ctx context.Context, tx *db.Tx) (int, error) {
	return smallestCell.At(ctx, tx, tx.Now())
}
