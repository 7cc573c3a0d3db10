package calendar

import (
	"fmt"
	"time"
)

// Kind says what a date is.
type Kind string

// The kinds of dates; each date has exactly one.
const (
	Workday Kind = "WORKDAY"
	Weekend Kind = "WEEKEND"
	Holiday Kind = "HOLIDAY"
	MakeUp  Kind = "MAKE_UP"
)

// Day is what a calendar says of one date.
type Day struct {
	Kind Kind
	// Name is the holiday in Chinese, such as 春节, for a Holiday or the MakeUp that pays for one.
	Name string
	// Estimated is set when the year's notice is not known.
	Estimated bool
}

// Works tells whether people work on the day.
func (d Day) Works() bool {
	return d.Kind == Workday || d.Kind == MakeUp
}

// Calendar answers which days are worked and when. It never changes, so it may be shared.
type Calendar struct {
	entries   map[Date]Entry
	published map[int]bool
	hours     Hours
	days      run
	open      [makeUpDay + 1]time.Duration
}

// New builds a calendar from the notices of different years and the office hours of one office.
func New(hours Hours, notices ...Notice) (*Calendar, error) {
	if err := hours.check(); err != nil {
		return nil, err
	}
	c := &Calendar{entries: map[Date]Entry{}, published: map[int]bool{}, hours: hours, open: hours.open()}
	for _, n := range notices {
		if err := n.check(); err != nil {
			return nil, err
		}
		if c.published[n.Year] {
			return nil, fmt.Errorf("notice of %d: given twice", n.Year)
		}
		c.published[n.Year] = true
		for _, e := range n.Entries {
			if _, taken := c.entries[e.Date]; taken {
				return nil, fmt.Errorf("notice of %d: %s has two entries", n.Year, e.Date)
			}
			c.entries[e.Date] = e
		}
	}
	c.days = runOf(c.entries, c.published)
	return c, nil
}

// WithHours is the same calendar of days for an office with other hours.
func (c *Calendar) WithHours(hours Hours) (*Calendar, error) {
	if err := hours.check(); err != nil {
		return nil, err
	}
	return &Calendar{entries: c.entries, published: c.published, hours: hours, days: c.days, open: hours.open()}, nil
}

// On says what the date is.
func (c *Calendar) On(d Date) Day {
	if e, ok := c.entries[d]; ok {
		return Day{Kind: e.Kind, Name: e.Name}
	}
	day := Day{Kind: Workday, Estimated: !c.published[d.Year]}
	if d.isWeekend() {
		day.Kind = Weekend
	}
	return day
}

// IsWorkday tells whether the date is worked, and whether that is only an estimate because the year's notice is not
// known.
func (c *Calendar) IsWorkday(d Date) (works, estimated bool) {
	day := c.On(d)
	return day.Works(), day.Estimated
}

// Published tells whether the notice of the year is known.
func (c *Calendar) Published(year int) bool {
	return c.published[year]
}

// Periods are the office hours of the date, in order; none on a Holiday. The slice is shared and must not be changed.
func (c *Calendar) Periods(d Date) []Period {
	switch c.On(d).Kind {
	case Holiday:
		return nil
	case MakeUp:
		return c.hours.makeUp()
	default:
		return c.hours.of(d.Weekday())
	}
}
