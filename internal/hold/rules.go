package hold

import (
	"time"

	"google.golang.org/genproto/googleapis/type/date"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// reviewAt is when the day of a review begins in Shanghai; ok says that it is a day after that of now, and at most so many days
// away.
func reviewAt(on *date.Date, now time.Time, days int) (at time.Time, ok bool) {
	if at, ok = wire.Midnight(on); !ok {
		return at, false
	}
	y, m, d := now.In(clock.Zone).Date()
	today := time.Date(y, m, d, 0, 0, 0, 0, clock.Zone)
	return at, at.After(today) && !at.After(today.AddDate(0, 0, days))
}
