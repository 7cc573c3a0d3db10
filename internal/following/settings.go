package following

import (
	"time"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

const habit = "product default; set by the district"

// Notices are how often a day somebody is told of one following at most, by what it follows.
type Notices struct {
	Issue    int `json:"issue"`
	Category int `json:"category"`
	Area     int `json:"area"`
}

// Check that each is once a day at least and every five minutes at most.
func (n Notices) Check() error {
	for _, a := range []int{n.Issue, n.Category, n.Area} {
		if err := setting.Between(1, 288)(a); err != nil {
			return err
		}
	}
	return nil
}

// gap is how much time lies between two notices of which there are so many a day.
func gap(a int) time.Duration { return 24 * time.Hour / time.Duration(a) }

var (
	// most is how many things somebody follows at once.
	most = setting.Declare("intake.following_limit", 50, habit, setting.Between(1, 500))
	// notices are the limits of the day.
	notices = setting.Declare("intake.following_notices", Notices{Issue: 24, Category: 2, Area: 2}, habit)
	// tokenDays is how long the token of a notice ends its following, in days.
	tokenDays = setting.Declare("intake.unsubscribe_days", 90, habit, setting.Between(1, 366))
)
