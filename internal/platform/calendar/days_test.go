package calendar

import (
	"testing"
	"time"
)

func TestNumberedDaysAreTheDatesOfTheCalendar(t *testing.T) {
	t.Parallel()
	hours := Hours{Monday: []Period{{540, 720}, {780, 1080}}, Wednesday: []Period{{600, 660}}, Saturday: []Period{{540, 600}}, MakeUp: []Period{{0, 1440}}}
	known, err := New(hours, Embedded()...)
	if err != nil {
		t.Fatal(err)
	}
	other, err := known.WithHours(Hours{Tuesday: []Period{{0, 60}}})
	if err != nil {
		t.Fatal(err)
	}
	unknown, err := New(hours)
	if err != nil {
		t.Fatal(err)
	}
	for _, cal := range []*Calendar{known, other, unknown} {
		for d := (Date{1992, time.January, 1}); d.Year < 2040; d = d.Add(1) {
			n := NumberOf(d.Start())
			if !n.Start().Equal(d.Start()) || n != d.number() || NumberOf(d.Add(1).Start().Add(-1)) != n || n.weekday() != d.Weekday() {
				t.Fatalf("%s is number %d, which starts %s", d, n, n.Start())
			}
			works, guessed := cal.IsWorkday(d)
			if w, g := cal.IsWorked(n); w != works || g != guessed {
				t.Fatalf("%s is worked: %t (%t), by its number %t (%t)", d, works, guessed, w, g)
			}
			var open time.Duration
			for _, p := range cal.Periods(d) {
				open += time.Duration(p.To-p.From) * time.Minute
			}
			if o, g := cal.OfficeTime(n); o != open || g != guessed {
				t.Fatalf("on %s the office is open for %s, by its number %s", d, open, o)
			}
		}
	}
}
