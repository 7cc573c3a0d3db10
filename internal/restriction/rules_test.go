package restriction

import (
	"testing"
	"time"

	"github.com/haolinju/haolinju/ent"
)

func TestARestrictionIsOverAtItsEndOrWhenItsAppealWasNotDecidedInTime(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)
	soon, later := now.Add(time.Hour), now.Add(48*time.Hour)
	for _, c := range []struct {
		state State
		end   time.Time
		until *time.Time
		at    time.Time
		over  bool
	}{
		{Active, later, nil, now, false},
		{Active, later, nil, later.Add(-time.Microsecond), false},
		{Active, later, nil, later, true},
		{Appealed, later, &soon, now, false},
		{Appealed, later, &soon, soon, true},
		{Appealed, soon, &later, soon, true},
		{Upheld, later, &soon, soon, false},
		{Upheld, later, &soon, later, true},
	} {
		if got := over(&ent.Restriction{State: string(c.state), EndTime: c.end, DecideUntil: c.until}, c.at); got != c.over {
			t.Errorf("%+v: over %v", c, got)
		}
	}
}

func TestNoReasonIsHowOftenOrAboutWhomSomebodyComplains(t *testing.T) {
	t.Parallel()
	for scope, want := range map[Scope][]string{
		Issues:   {"FABRICATION", "ABUSE", "IMPERSONATION"},
		Bookings: {"ABUSE", "IMPERSONATION", "NO_SHOW", "MISUSE"},
	} {
		for _, reason := range []string{"FABRICATION", "ABUSE", "IMPERSONATION", "NO_SHOW", "MISUSE", "UNSPECIFIED", ""} {
			fits := false
			for _, w := range want {
				fits = fits || w == reason
			}
			if misfit(scope, reason) == fits {
				t.Errorf("%s of %s fits: %v", reason, scope, !fits)
			}
		}
	}
}
