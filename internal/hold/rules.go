package hold

import (
	"time"

	"google.golang.org/genproto/googleapis/type/date"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

// reviewAt is when the day of a review begins in Shanghai; ok says that it is a day after that of now, and at most so many days
// away.
func reviewAt(on *date.Date, now time.Time, days int) (at time.Time, ok bool) {
	at = time.Date(int(on.GetYear()), time.Month(on.GetMonth()), int(on.GetDay()), 0, 0, 0, 0, clock.Zone)
	if y, m, d := at.Date(); y != int(on.GetYear()) || int32(m) != on.GetMonth() || int32(d) != on.GetDay() {
		return at, false
	}
	y, m, d := now.In(clock.Zone).Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, clock.Zone)
	return at, at.After(today) && !at.After(today.AddDate(0, 0, days))
}
