package restriction

import (
	"errors"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

const habit = "product default; set by the district"

// Limits are how many a person may make in an hour and in a day, and how many may come from one device, on which several
// persons may sign in; 0 sets no limit.
type Limits struct {
	PersonHour int `json:"person_hour"`
	PersonDay  int `json:"person_day"`
	DeviceHour int `json:"device_hour"`
	DeviceDay  int `json:"device_day"`
}

// Check that a day holds at least what an hour does.
func (l Limits) Check() error {
	for _, n := range []int{l.PersonHour, l.PersonDay, l.DeviceHour, l.DeviceDay} {
		if err := setting.Between(0, 100_000)(n); err != nil {
			return err
		}
	}
	if l.PersonDay != 0 && l.PersonHour > l.PersonDay || l.DeviceDay != 0 && l.DeviceHour > l.DeviceDay {
		return errors.New("a day holds less than an hour does")
	}
	return nil
}

var (
	// issueLimits are how many issues may be filed; those of emergency categories are not counted.
	issueLimits = setting.Declare("restriction.issue_limits", Limits{PersonHour: 20, PersonDay: 60, DeviceHour: 40, DeviceDay: 120}, habit)
	// bookingLimits are how many bookings may be made.
	bookingLimits = setting.Declare("restriction.booking_limits", Limits{PersonHour: 20, PersonDay: 60, DeviceHour: 40, DeviceDay: 120}, habit)
	// maxDays is the longest time of a restriction, in days; none is for ever.
	maxDays = setting.Declare("restriction.max_days", 90, habit, setting.Between(1, 1826))
	// appealDays is for how many days after a restriction the person may appeal.
	appealDays = setting.Declare("restriction.appeal_days", 30,
		"after the time to ask for a review of a petition (信访工作条例 art. 35: 30 days); set by the district", setting.Between(1, 366))
	// decideDays is within how many days an appeal is decided; undecided, the restriction is over.
	decideDays = setting.Declare("restriction.decide_days", 7,
		"product default, within the 30 days that 信访工作条例 art. 35 gives a review; set by the district", setting.Between(1, 30))
)
