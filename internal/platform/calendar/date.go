package calendar

import (
	"fmt"
	"time"
	_ "time/tzdata" // Zone must load on machines without a zone database.
)

// Zone is the civil time of the whole country, UTC+8 without summer time since 1992.
var Zone = mustLoad("Asia/Shanghai")

func mustLoad(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(fmt.Sprintf("calendar: zone %s: %v", name, err))
	}
	return zone
}

// Date is a day of the civil calendar in Zone. It is comparable, and so fit for map keys.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the date that the clocks in Zone show at the instant.
func DateOf(at time.Time) Date {
	year, month, day := at.In(Zone).Date()
	return Date{year, month, day}
}

// ParseDate reads "2026-02-17" and refuses days that do not exist.
func ParseDate(text string) (Date, error) {
	at, err := time.ParseInLocation(time.DateOnly, text, Zone)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date written as 2026-02-17", text)
	}
	return DateOf(at), nil
}

// Start is the first instant of the day.
func (d Date) Start() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Zone)
}

// Add is the date so many days later, or earlier if negative.
func (d Date) Add(days int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+days, 0, 0, 0, 0, Zone))
}

// Weekday is Sunday to Saturday.
func (d Date) Weekday() time.Weekday {
	return d.Start().Weekday()
}

// String is the date as ParseDate reads it.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// isWeekend tells Saturday and Sunday from the other days.
func (d Date) isWeekend() bool {
	weekday := d.Weekday()
	return weekday == time.Saturday || weekday == time.Sunday
}
