package calendar

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Entry is one date that a notice takes out of the ordinary week.
type Entry struct {
	Date Date
	// Kind is Holiday or MakeUp.
	Kind Kind
	// Name is the holiday in Chinese, English in English.
	Name, English string
	// InLieu marks a Holiday that is not one by law but given in exchange for a MakeUp.
	InLieu bool
}

// Notice is what the State Council published for one year, its entries ordered by date.
type Notice struct {
	Year int
	// Source names where the text was taken from.
	Source  string
	Entries []Entry
}

//go:embed workdays-cn.json
var embedded []byte

// Embedded are the notices known when this release was made, ordered by year.
var Embedded = sync.OnceValue(func() []Notice {
	notices, err := Read(embedded)
	if err != nil {
		panic(err)
	}
	return notices
})

// check refuses entries that no notice can hold.
func (n Notice) check() error {
	for _, e := range n.Entries {
		if err := e.check(n.Year); err != nil {
			return fmt.Errorf("notice of %d: %s: %w", n.Year, e.Date, err)
		}
	}
	return nil
}

// check refuses dates outside the notice's year and days worked that would be worked anyway. The New Year holiday may
// reach back into December, as it did on 2022-12-31.
func (e Entry) check(year int) error {
	if e.Date.Year != year && (e.Date.Year != year-1 || e.Date.Month != time.December) {
		return fmt.Errorf("is neither in %d nor in the December before", year)
	}
	switch e.Kind {
	case Holiday:
		return nil
	case MakeUp:
		if !e.Date.isWeekend() {
			return fmt.Errorf("a make-up working day falls on a weekend, this is a %s", e.Date.Weekday())
		}
		return nil
	default:
		return fmt.Errorf("an entry is a %s or a %s, not %q", Holiday, MakeUp, e.Kind)
	}
}

// byDate orders entries by date.
func byDate(a, b Entry) int {
	return cmp.Or(cmp.Compare(a.Date.Year, b.Date.Year), cmp.Compare(a.Date.Month, b.Date.Month), cmp.Compare(a.Date.Day, b.Date.Day))
}

// sortNotices puts notices and their entries in order.
func sortNotices(notices []Notice) {
	slices.SortFunc(notices, func(a, b Notice) int { return cmp.Compare(a.Year, b.Year) })
	for _, n := range notices {
		slices.SortFunc(n.Entries, byDate)
	}
}
