package calendar

import (
	"math"
	"time"
)

// ahead of UTC is Zone, without summer time since 1992.
const ahead = 8 * 60 * 60

const secondsOfDay = minutesOfDay * 60

// Number is a day of Zone as the count of days since 1970-01-01: long runs of days are walked by it. It holds from 1992 on.
type Number int

// NumberOf is the day of an instant.
func NumberOf(at time.Time) Number {
	return Number(math.Floor(float64(at.Unix()+ahead) / secondsOfDay))
}

// Start is the first instant of the day, in UTC.
func (n Number) Start() time.Time { return time.Unix(int64(n)*secondsOfDay-ahead, 0).UTC() }

// weekday is Sunday to Saturday; 1970-01-01 was a Thursday.
func (n Number) weekday() time.Weekday { return time.Weekday(((int(n)+4)%7 + 7) % 7) }

// number is the day of a date.
func (d Date) number() Number {
	return Number(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay)
}

// makeUpDay follows the seven days of the week.
const makeUpDay = 7

// run is what a calendar knows of a run of days: from the first on, which of them are out of the ordinary.
type run struct {
	first Number
	kinds []Kind // empty on an ordinary day
	known []bool
}

// runOf lays the entries of the notices out day by day.
func runOf(entries map[Date]Entry, published map[int]bool) run {
	first, last := math.MaxInt, math.MinInt
	for year := range published {
		first, last = min(first, year), max(last, year)
	}
	if first > last {
		return run{}
	}
	r := run{first: Date{first - 1, time.December, 1}.number()}
	days := int(Date{last + 1, time.January, 1}.number() - r.first)
	r.kinds, r.known = make([]Kind, days), make([]bool, days)
	for i := range days {
		r.known[i] = published[DateOf((r.first + Number(i)).Start()).Year]
	}
	for d, e := range entries {
		r.kinds[d.number()-r.first] = e.Kind
		r.known[d.number()-r.first] = true
	}
	return r
}

// on says what a day is, and whether that is an estimate.
func (r *run) on(n Number) (kind Kind, estimated bool) {
	kind, estimated = Workday, true
	if day := n.weekday(); day == time.Saturday || day == time.Sunday {
		kind = Weekend
	}
	i := int(n - r.first)
	if i < 0 || i >= len(r.kinds) {
		return kind, estimated
	}
	if r.kinds[i] != "" {
		kind = r.kinds[i]
	}
	return kind, !r.known[i]
}

// IsWorked tells whether a numbered day is worked, and whether that is only an estimate, as IsWorkday does for a date.
func (c *Calendar) IsWorked(n Number) (works, estimated bool) {
	kind, estimated := c.days.on(n)
	return kind == Workday || kind == MakeUp, estimated
}

// OfficeTime is how long the office is open on a numbered day, and whether that is only an estimate.
func (c *Calendar) OfficeTime(n Number) (open time.Duration, estimated bool) {
	switch kind, estimated := c.days.on(n); kind {
	case Holiday:
		return 0, estimated
	case MakeUp:
		return c.open[makeUpDay], estimated
	default:
		return c.open[n.weekday()], estimated
	}
}

// Open are the periods in which the office is open on a numbered day, as Periods gives them for a date.
func (c *Calendar) Open(n Number) []Period {
	switch kind, _ := c.days.on(n); kind {
	case Holiday:
		return nil
	case MakeUp:
		return c.hours.makeUp()
	default:
		return c.hours.of(n.weekday())
	}
}

// open is how long an office is open on each day of the week, from Sunday on, and last on a make-up working day.
func (h Hours) open() (week [makeUpDay + 1]time.Duration) {
	for day := range week {
		periods := h.makeUp()
		if day < makeUpDay {
			periods = h.of(time.Weekday(day))
		}
		for _, p := range periods {
			week[day] += time.Duration(p.To-p.From) * time.Minute
		}
	}
	return week
}
