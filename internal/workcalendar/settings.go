package workcalendar

import (
	"time"

	"github.com/haolinju/haolinju/internal/platform/setting"
)

// warnDay is the day, MM-DD, from which it is told that the next year has no calendar yet; the function work_calendars_missing reads it too.
var warnDay = setting.Declare("directory.work_calendar_warn_day", "12-01",
	"国务院办公厅 publishes the notice of the next year in autumn; the day is set by the district", dayOfYear)

// dayOfYear is a day that each year has, so written that texts compare as days do.
func dayOfYear(day string) error {
	_, err := time.Parse("2006-01-02", "2001-"+day)
	return err
}
