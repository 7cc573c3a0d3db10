package calendar

import (
	"testing"
	"time"
)

// office is an ordinary office's week.
func office() Hours {
	day := []Period{{9 * 60, 12 * 60}, {13*60 + 30, 17*60 + 30}}
	return Hours{Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day}
}

func embeddedCalendar(t *testing.T) *Calendar {
	t.Helper()
	c, err := New(office(), Embedded()...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(t *testing.T, text string) Date {
	t.Helper()
	d, err := ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestHolidaysAndMakeUpDaysOfThePublishedNoticesAreKnown(t *testing.T) {
	t.Parallel()
	c := embeddedCalendar(t)
	for _, want := range []struct {
		date string
		day  Day
	}{
		{"2026-02-13", Day{Kind: Workday}},
		{"2026-02-14", Day{Kind: MakeUp, Name: "春节"}}, // a Saturday that is worked
		{"2026-02-15", Day{Kind: Holiday, Name: "春节"}},
		{"2026-02-17", Day{Kind: Holiday, Name: "春节"}},
		{"2026-02-23", Day{Kind: Holiday, Name: "春节"}}, // a Monday off in lieu
		{"2026-02-24", Day{Kind: Workday}},
		{"2026-02-28", Day{Kind: MakeUp, Name: "春节"}},
		{"2026-03-01", Day{Kind: Weekend}},
		{"2026-10-07", Day{Kind: Holiday, Name: "国庆节"}},
		{"2026-10-10", Day{Kind: MakeUp, Name: "国庆节"}},
		{"2026-11-23", Day{Kind: Workday}},
		{"2024-02-04", Day{Kind: MakeUp, Name: "春节"}}, // a Sunday that is worked
	} {
		if got := c.On(date(t, want.date)); got != want.day {
			t.Errorf("%s is %+v, want %+v", want.date, got, want.day)
		}
	}
}

func TestAYearWithoutANoticeCountsMondayToFridayAndSaysItIsAnEstimate(t *testing.T) {
	t.Parallel()
	c := embeddedCalendar(t)
	if c.Published(2027) || !c.Published(2026) {
		t.Fatal("2026 is published and 2027 is not")
	}
	for d := date(t, "2027-01-01"); d.Year == 2027; d = d.Add(1) {
		works, estimated := c.IsWorkday(d)
		weekday := d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
		if works != weekday || !estimated {
			t.Fatalf("%s (%s) works %v, estimated %v", d, d.Weekday(), works, estimated)
		}
	}
}

func TestAPublishedYearIsNeverAnEstimate(t *testing.T) {
	t.Parallel()
	c := embeddedCalendar(t)
	for d := date(t, "2024-01-01"); d.Year <= 2026; d = d.Add(1) {
		if _, estimated := c.IsWorkday(d); estimated {
			t.Fatalf("%s is estimated", d)
		}
	}
}

func TestANoticeForTheNextYearMayTakeDaysOfDecember(t *testing.T) {
	t.Parallel()
	eve := Entry{Date: date(t, "2026-12-31"), Kind: Holiday, Name: "元旦", English: "New Year's Day"}
	c, err := New(office(), append(Embedded(), Notice{Year: 2027, Entries: []Entry{eve}})...)
	if err != nil {
		t.Fatal(err)
	}
	if works, _ := c.IsWorkday(eve.Date); works {
		t.Errorf("%s is worked", eve.Date)
	}
}

func TestOfficeHoursAreThoseOfTheKindOfDay(t *testing.T) {
	t.Parallel()
	hours := office()
	hours.Saturday = []Period{{10 * 60, 11 * 60}}
	short := hours
	short.MakeUp = []Period{{9 * 60, 12 * 60}}
	for _, want := range []struct {
		what  string
		hours Hours
		date  string
		first string
		count int
	}{
		{"a working day", hours, "2026-11-23", "09:00-12:00", 2},
		{"a Saturday on which the office opens", hours, "2026-11-28", "10:00-11:00", 1},
		{"a Sunday without hours", hours, "2026-11-29", "", 0},
		{"a holiday on a Thursday", hours, "2026-10-01", "", 0},
		{"a make-up Saturday with Monday's hours", hours, "2026-10-10", "09:00-12:00", 2},
		{"a make-up Saturday with its own hours", short, "2026-10-10", "09:00-12:00", 1},
	} {
		c, err := New(want.hours, Embedded()...)
		if err != nil {
			t.Fatal(err)
		}
		got := c.Periods(date(t, want.date))
		if len(got) != want.count || len(got) > 0 && got[0].String() != want.first {
			t.Errorf("%s has %v", want.what, got)
		}
	}
}

func TestAnotherOfficeSharesTheDaysButNotTheHours(t *testing.T) {
	t.Parallel()
	c := embeddedCalendar(t)
	night := []Period{{0, 24 * 60}}
	other, err := c.WithHours(Hours{Monday: night})
	if err != nil {
		t.Fatal(err)
	}
	monday := date(t, "2026-11-23")
	if got := other.Periods(monday); len(got) != 1 || got[0].String() != "00:00-24:00" {
		t.Errorf("the other office has %v", got)
	}
	if got := c.Periods(monday); len(got) != 2 {
		t.Errorf("the first office now has %v", got)
	}
	if other.On(date(t, "2026-10-10")).Kind != MakeUp {
		t.Error("the other office does not know the notice")
	}
	if _, err := c.WithHours(Hours{}); err == nil {
		t.Error("an office that never works is accepted")
	}
}

func TestDatesAreThoseOfBeijingAndNotOfUTC(t *testing.T) {
	t.Parallel()
	lateInLondon := time.Date(2026, 11, 23, 16, 0, 0, 0, time.UTC)
	if got := DateOf(lateInLondon).String(); got != "2026-11-24" {
		t.Errorf("16:00 UTC is on %s, want the next day", got)
	}
	if got := DateOf(lateInLondon.Add(-time.Microsecond)).String(); got != "2026-11-23" {
		t.Errorf("a microsecond earlier it is %s", got)
	}
	start := date(t, "2026-11-24").Start()
	if !start.Equal(lateInLondon) {
		t.Errorf("the day begins at %s", start)
	}
	if got := date(t, "2028-02-28").Add(2).String(); got != "2028-03-01" {
		t.Errorf("two days after 28 February of a leap year is %s", got)
	}
}

func TestACalendarRefusesNoticesThatContradictThemselves(t *testing.T) {
	t.Parallel()
	holiday := Entry{Date: date(t, "2027-01-01"), Kind: Holiday, Name: "元旦", English: "New Year's Day"}
	weekday := Entry{Date: date(t, "2027-01-04"), Kind: MakeUp, Name: "元旦", English: "New Year's Day"}
	ordinary := Entry{Date: date(t, "2027-01-04"), Kind: Workday}
	for what, notices := range map[string][]Notice{
		"a year given twice":            {{Year: 2027}, {Year: 2027}},
		"a date given twice":            {{Year: 2027, Entries: []Entry{holiday, holiday}}},
		"a make-up day on a Monday":     {{Year: 2027, Entries: []Entry{weekday}}},
		"a date of another year":        {{Year: 2026, Entries: []Entry{holiday}}},
		"an entry that is no exception": {{Year: 2027, Entries: []Entry{ordinary}}},
	} {
		if _, err := New(office(), notices...); err == nil {
			t.Errorf("%s is accepted", what)
		}
	}
}
