package calendar

import (
	"strings"
	"testing"
)

func TestTheEmbeddedNoticesAreReadWhole(t *testing.T) {
	t.Parallel()
	// Counted by hand in the notices: days off, days worked in exchange, days off in lieu.
	want := map[int][3]int{2024: {28, 8, 8}, 2025: {28, 5, 5}, 2026: {33, 6, 6}}
	notices := Embedded()
	if len(notices) != len(want) {
		t.Fatalf("%d notices, want %d", len(notices), len(want))
	}
	for _, n := range notices {
		var got [3]int
		for i, e := range n.Entries {
			if i > 0 && byDate(n.Entries[i-1], e) >= 0 {
				t.Errorf("%s stands after %s", e.Date, n.Entries[i-1].Date)
			}
			switch {
			case e.Kind == MakeUp:
				got[1]++
			case e.InLieu:
				got[2]++
				fallthrough
			default:
				got[0]++
			}
		}
		if got != want[n.Year] {
			t.Errorf("%d has %v, want %v", n.Year, got, want[n.Year])
		}
		if n.Source == "" {
			t.Errorf("%d has no source", n.Year)
		}
	}
}

func TestEachFaultInAFileIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	year := func(members string) string { return `{"source":"s","years":{"2027":{` + members + `}}}` }
	for want, text := range map[string]string{
		"working days: the text ends before":                       `{"source":"s","years":{"2027":{`,
		"the text ends before the file is complete":                ``,
		"working days: found [ where \"{\" belongs":                `[]`,
		"working days: not UTF-8 text":                             "{\"source\":\"\xff\"}",
		"working days: something follows the closing brace":        year(``) + `{}`,
		"working days: source: missing":                            `{"years":{"2027":{}}}`,
		"working days: years: missing or empty":                    `{"source":"s"}`,
		"working days: sources: unknown member":                    `{"sources":"s"}`,
		"working days: years.27: is not a year":                    `{"source":"s","years":{"27":{}}}`,
		"working days: years.2027: written twice":                  `{"source":"s","years":{"2027":{},"2027":{}}}`,
		"working days: years.2027.weekends: unknown member":        year(`"weekends":{}`),
		"working days: years.2027.holidays: found x":               year(`"holidays":"x"`),
		"working days: years.2027.holidays.2027-02-29: \"2027-02-": year(`"holidays":{"2027-02-29":"a,b,1"}`),
		"working days: years.2027.holidays.2027-01-01: \"元旦\" is":  year(`"holidays":{"2027-01-01":"元旦"}`),
		"years.2027.holidays.2027-01-01: json: cannot unmarshal":   year(`"holidays":{"2027-01-01":3}`),
		"holidays.2027-01-01: \"a,b,0\" is not written as":         year(`"holidays":{"2027-01-01":"a,b,0"}`),
		"workdays.2027-01-02: is a holiday and a make-up":          year(`"holidays":{"2027-01-02":"a,b,1"},"workdays":{"2027-01-02":"a,b,1"}`),
		"years.2027: inLieuDays.2027-01-02: is not among":          year(`"inLieuDays":{"2027-01-02":"a,b,1"}`),
		"notice of 2027: 2027-01-04: a make-up working day falls":  year(`"workdays":{"2027-01-04":"a,b,1"}`),
		"notice of 2027: 2028-01-01: is neither in 2027 nor in":    year(`"holidays":{"2028-01-01":"a,b,1"}`),
	} {
		_, err := Read([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\n got %v\nwant %s", text, err, want)
		}
	}
}

// What is read and accepted is answered exactly as it was written.
func FuzzRead(f *testing.F) {
	f.Add(embedded)
	f.Add([]byte(`{"source":"s","years":{"2027":{"holidays":{"2026-12-31":"New Year's Day,元旦,1"},"workdays":{"2027-01-02":"a,b,1"},"inLieuDays":{"2026-12-31":"a,b,1"}}}}`))
	f.Add([]byte(`{"source":"s","years":{"2027":{},"2027":{}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		notices, err := Read(data)
		if err != nil {
			return
		}
		c, err := New(office(), notices...)
		if err != nil {
			if !strings.Contains(err.Error(), "has two entries") { // two years may claim the same day of December
				t.Fatalf("read but not usable: %v", err)
			}
			return
		}
		for _, n := range notices {
			if !c.Published(n.Year) {
				t.Errorf("%d is not published", n.Year)
			}
			for _, e := range n.Entries {
				if got := c.On(e.Date); got.Kind != e.Kind || got.Name != e.Name || got.Estimated {
					t.Errorf("%s is %+v, written was %+v", e.Date, got, e)
				}
			}
		}
	})
}
