package app

import (
	"context"
	"log/slog"
	"math"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// countTime is how long a scrape waits for a number of the database.
const countTime = 2 * time.Second

// registerStatistics offers what the districts have done, whichever process did it. Districts made for tests are in none of it.
func registerStatistics(r prometheus.Registerer, d *db.DB, log *slog.Logger) {
	number := func(name string) func() float64 {
		return func() float64 {
			ctx, cancel := context.WithTimeout(context.Background(), countTime)
			defer cancel()
			n, err := db.Statistic(ctx, d, name)
			if err != nil {
				log.WarnContext(ctx, "a statistic is missing", "name", name, "cause", err.Error())
				return math.NaN()
			}
			return n
		}
	}
	gauge(r, "haolinju_work_calendars_missing", "Districts whose administrators were told that the working calendar of the next year is missing, and where it still is.",
		number("work_calendars_missing"))
	gauge(r, "haolinju_districts", "Districts, without those made for tests.", number("districts"))
	r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "haolinju_events_total",
		Help: "Events numbered so far in all districts, without those made for tests."}, number("events")))
}
