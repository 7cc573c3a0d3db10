package calendar

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestOfficeHoursAreReadFromAndWrittenToASetting(t *testing.T) {
	t.Parallel()
	const text = `{"monday":["09:00-12:00","13:30-17:30"],"friday":["00:00-24:00"],"makeUp":["08:05-09:00"]}`
	var hours Hours
	if err := json.Unmarshal([]byte(text), &hours); err != nil {
		t.Fatal(err)
	}
	if hours.Monday[1] != (Period{From: 810, To: 1050}) {
		t.Errorf("the afternoon is %+v", hours.Monday[1])
	}
	written, err := json.Marshal(hours)
	if err != nil || string(written) != text {
		t.Errorf("written back as %s, %v", written, err)
	}
}

func TestAPeriodThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "9:00-12:00", "09:00–12:00", "12:00-09:00", "09:00-09:00", "09:75-10:00", "24:00-25:00", "23:00-24:01",
		"09:00-12:000", "-9:00-12:00", "+9:00-12:00", " 9:00-12:00", "09:00 12:00", "ab:cd-ef:gh",
	} {
		var p Period
		if err := p.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as %s", text, p)
		}
	}
}

func TestAWeekThatCannotBeKeptIsRefused(t *testing.T) {
	t.Parallel()
	for want, hours := range map[string]Hours{
		"no period on any day from Monday to Friday": {Saturday: []Period{{540, 720}}},
		"Tuesday: 10:00-11:00 begins before":         {Tuesday: []Period{{540, 720}, {600, 660}}},
		"Sunday: 12:00-09:00 does not end":           {Monday: []Period{{540, 720}}, Sunday: []Period{{720, 540}}},
		"make-up working days: 09:00-25:00":          {Monday: []Period{{540, 720}}, MakeUp: []Period{{540, 1500}}},
	} {
		if _, err := New(hours); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
