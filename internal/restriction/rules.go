package restriction

import (
	"slices"
	"time"

	"github.com/haolinju/haolinju/ent"
)

// reasons are those for which somebody may be kept from each scope; restriction_reason says the same.
var reasons = map[Scope][]string{
	Issues:   {"FABRICATION", "ABUSE", "IMPERSONATION"},
	Bookings: {"ABUSE", "IMPERSONATION", "NO_SHOW", "MISUSE"},
}

// misfit says whether the reason is none of the scope.
func misfit(scope Scope, reason string) bool { return !slices.Contains(reasons[scope], reason) }

// over says whether a restriction holds no more, whether or not the job has marked it since: its time is over, or that of the
// decision about its appeal.
func over(r *ent.Restriction, now time.Time) bool {
	return !now.Before(r.EndTime) || State(r.State) == Appealed && !now.Before(*r.DecideUntil)
}
