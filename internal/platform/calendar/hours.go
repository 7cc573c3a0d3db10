package calendar

import (
	"errors"
	"fmt"
	"time"
)

// minutesOfDay is how many minutes a day of Zone has.
const minutesOfDay = 24 * 60

// Period is a half-open span of one day, [From, To), in minutes since midnight. Its text form is "09:00-12:00"; the
// end of the day is written 24:00.
type Period struct {
	From, To int
}

// UnmarshalText reads "09:00-12:00".
func (p *Period) UnmarshalText(text []byte) error {
	var fromHour, fromMinute, toHour, toMinute int
	if len(text) == len("09:00-12:00") {
		if _, err := fmt.Sscanf(string(text), "%02d:%02d-%02d:%02d", &fromHour, &fromMinute, &toHour, &toMinute); err != nil {
			return notAPeriod(text)
		}
	}
	read := Period{From: fromHour*60 + fromMinute, To: toHour*60 + toMinute}
	// Written back it must be the same text, which refuses 09:75, signs and blanks.
	if !read.valid() || read.String() != string(text) {
		return notAPeriod(text)
	}
	*p = read
	return nil
}

func notAPeriod(text []byte) error {
	return fmt.Errorf("%q is not a period written as 09:00-12:00 that ends after it begins", text)
}

// MarshalText writes the form that UnmarshalText reads.
func (p Period) MarshalText() ([]byte, error) {
	return []byte(p.String()), nil
}

// String is the period as "09:00-12:00".
func (p Period) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", p.From/60, p.From%60, p.To/60, p.To%60)
}

// On is the period on a day as two instants.
func (p Period) On(d Date) (from, to time.Time) {
	start := d.Start()
	return start.Add(time.Duration(p.From) * time.Minute), start.Add(time.Duration(p.To) * time.Minute)
}

func (p Period) valid() bool {
	return 0 <= p.From && p.From < p.To && p.To <= minutesOfDay
}

// Hours are the office hours of a week, each day's periods in order and apart. An office that is open on Saturdays
// names hours for them; on a Holiday nobody works, whatever the weekday.
type Hours struct {
	Monday    []Period `json:"monday,omitempty"`
	Tuesday   []Period `json:"tuesday,omitempty"`
	Wednesday []Period `json:"wednesday,omitempty"`
	Thursday  []Period `json:"thursday,omitempty"`
	Friday    []Period `json:"friday,omitempty"`
	Saturday  []Period `json:"saturday,omitempty"`
	Sunday    []Period `json:"sunday,omitempty"`
	// MakeUp is worked on a make-up working day; if absent, the hours of Monday are.
	MakeUp []Period `json:"makeUp,omitempty"`
}

// of is the day's list for a weekday.
func (h Hours) of(weekday time.Weekday) []Period {
	return [...][]Period{h.Sunday, h.Monday, h.Tuesday, h.Wednesday, h.Thursday, h.Friday, h.Saturday}[weekday]
}

// makeUp is the day's list for a make-up working day.
func (h Hours) makeUp() []Period {
	if h.MakeUp != nil {
		return h.MakeUp
	}
	return h.Monday
}

// check refuses periods that are empty, overlap or stand out of order, and a week that never works.
func (h Hours) check() error {
	works := false
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		if err := inOrder(h.of(weekday)); err != nil {
			return fmt.Errorf("office hours of %s: %w", weekday, err)
		}
		if weekday != time.Sunday && weekday != time.Saturday && len(h.of(weekday)) > 0 {
			works = true
		}
	}
	if err := inOrder(h.MakeUp); err != nil {
		return fmt.Errorf("office hours of make-up working days: %w", err)
	}
	if !works {
		return errors.New("office hours: no period on any day from Monday to Friday")
	}
	return nil
}

func inOrder(periods []Period) error {
	end := 0
	for _, p := range periods {
		if !p.valid() {
			return fmt.Errorf("%s does not end after it begins, within one day", p)
		}
		if p.From < end {
			return fmt.Errorf("%s begins before the period before it has ended", p)
		}
		end = p.To
	}
	return nil
}
