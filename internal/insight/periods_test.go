package insight

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/haolinju/haolinju/internal/platform/calendar"
)

func at(month time.Month, day, hour int) time.Time {
	return time.Date(2026, month, day, hour, 0, 0, 0, calendar.Zone)
}

func always(p Policy) policies { return func(time.Time) (Policy, error) { return p, nil } }

func TestAnAppraisalMonthLastsFromThe19thToThe18thAndAReportDayFromNoonToNoon(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		by         Policy
		start, end time.Time
	}{
		{"2026-11", usual, at(10, 19, 0), at(11, 19, 0)},
		{"2026-01", usual, at(0, 19, 0), at(1, 19, 0)},
		{"2026-11-24", usual, at(11, 23, 12), at(11, 24, 12)},
		{"2026-03-01", usual, at(2, 28, 12), at(3, 1, 12)},
		{"2026-11", Policy{MonthFirstDay: 1}, at(11, 1, 0), at(12, 1, 0)},
		{"2026-11-24", Policy{MonthFirstDay: 1}, at(11, 24, 0), at(11, 25, 0)},
	} {
		p, err := always(c.by).named("period", c.name)
		if err != nil || p.name != c.name || !p.start.Equal(c.start) || !p.end.Equal(c.end) {
			t.Errorf("%s: %v, %v; want %v to %v", c.name, p, err, c.start, c.end)
		}
	}
	if _, err := always(usual).named("period", "2026-02-30"); err == nil {
		t.Error("30 February passes")
	}
}

func TestEachMomentLiesInOneMonthAndOneDayWhicheverPolicyFollowsWhich(t *testing.T) {
	t.Parallel()
	policy := rapid.Custom(func(t *rapid.T) Policy {
		return Policy{MonthFirstDay: rapid.IntRange(1, 28).Draw(t, "first day"), DayEndHour: rapid.IntRange(0, 23).Draw(t, "hour")}
	})
	rapid.Check(t, func(t *rapid.T) {
		before, after := policy.Draw(t, "before"), policy.Draw(t, "after")
		change := at(1, 1, 0).Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "change")) * time.Minute)
		dated := policies(func(when time.Time) (Policy, error) {
			if when.Before(change) {
				return before, nil
			}
			return after, nil
		})
		moment := change.Add(time.Duration(rapid.IntRange(-100*24*60, 100*24*60).Draw(t, "moment")) * time.Minute)
		found, err := dated.of(moment)
		if err != nil || len(found) != 2 {
			t.Fatal(found, err)
		}
		for _, p := range found {
			again, err := dated.named("period", p.name)
			if err != nil || again != p || moment.Before(p.start) || !moment.Before(p.end) {
				t.Fatalf("%v does not lie in %v (%v)", moment, p, again)
			}
		}
		// the next period begins where this one ends
		next, err := dated.of(found[0].end)
		if err != nil || !next[0].start.Equal(found[0].end) {
			t.Fatalf("%v is followed by %v", found[0], next[0])
		}
		if next, err = dated.of(found[1].end); err != nil || !next[1].start.Equal(found[1].end) {
			t.Fatalf("%v is followed by %v", found[1], next[1])
		}
	})
}
