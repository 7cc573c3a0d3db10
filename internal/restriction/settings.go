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
)
