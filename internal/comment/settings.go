package comment

import (
	"fmt"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

// Days are for how many days after an issue is over it may be commented on, and for which categories, by code, it is another number.
type Days struct {
	Days       int            `json:"days"`
	Categories map[string]int `json:"categories"`
}

// Check that every number is at most a year.
func (d Days) Check() error {
	for code, days := range d.Categories {
		if err := setting.Between(0, 366)(days); err != nil {
			return fmt.Errorf("%s: %w", code, err)
		}
	}
	return setting.Between(0, 366)(d.Days)
}

// of a category.
func (d Days) of(code string) int {
	if days, apart := d.Categories[code]; apart {
		return days
	}
	return d.Days
}

var commentDays = setting.Declare("intake.comment_days", Days{Days: 15, Categories: map[string]int{}}, "product default; set by the district")
