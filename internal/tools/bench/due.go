//go:build unix

package main

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// dueBar is the processor time in which the due time of a limit of thirty days is known.
const dueBar = 2 * time.Microsecond

// dues measures how long it takes to compute when thirty days of each basis are used up, over the Spring Festival of 2026.
func dues() error {
	day := []calendar.Period{{From: 9 * 60, To: 12 * 60}, {From: 13 * 60, To: 18 * 60}}
	cal, err := calendar.New(calendar.Hours{Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day}, calendar.Embedded()...)
	if err != nil {
		return err
	}
	start := calendar.Date{Year: 2026, Month: time.January, Day: 20}.Start().Add(10 * time.Hour)
	var missed error
	for _, l := range []clock.Limit{{Minutes: 30 * 24 * 60, Basis: clock.Elapsed}, {Minutes: 30 * 8 * 60, Basis: clock.WorkingTime},
		{Minutes: 30 * 24 * 60, Basis: clock.WorkingDays}} {
		c := clock.Clock{Start: start, Limit: l}
		least := time.Duration(math.MaxInt64)
		for range blocks {
			began := processorTime()
			for range 100 * calls {
				c.Due(cal)
			}
			least = min(least, (processorTime()-began)/(100*calls))
		}
		fmt.Printf("%-44s %6d ns   bar %d ns\n", "processor time of thirty days of "+string(l.Basis), least.Nanoseconds(), dueBar.Nanoseconds())
		if least > dueBar {
			missed = errors.Join(missed, fmt.Errorf("a due time after thirty days of %s takes %v, and may take %v", l.Basis, least, dueBar))
		}
	}
	return missed
}
