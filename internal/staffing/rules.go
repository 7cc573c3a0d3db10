package staffing

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// withinReach says whether a caller may give or take a role in a unit, which is given with all units below it: he manages the memberships
// of the whole district, or holds there himself, without limits, all that the role allows beyond a person's own rows, as far down as it does.
func withinReach(manage access.Reach, role []schema.Permission, unit uuid.UUID, subtree []uuid.UUID, reach func(permission string) access.Reach) bool {
	if manage.All {
		return true
	}
	for _, p := range role {
		switch held := reach(p.Permission); p.Scope {
		case "SELF":
		case "UNIT":
			if !held.Covers(unit) {
				return false
			}
		case "SUBTREE":
			if !held.Covers(unit) || slices.ContainsFunc(subtree, func(below uuid.UUID) bool { return !held.Covers(below) }) {
				return false
			}
		default:
			if !held.All {
				return false
			}
		}
	}
	return true
}

// endOf is when a membership ends: at the time asked for, else now. What has been stays as it was, so an end is never in
// the past; a membership that has not begun ends as it would begin, and was never held. An end only comes nearer.
func endOf(m *ent.Membership, asked *time.Time, now time.Time) (time.Time, error) {
	if m.ValidTo != nil && !m.ValidTo.After(now) {
		return time.Time{}, ErrMembershipEnded
	}
	earliest := now
	if m.ValidFrom.After(now) {
		earliest = m.ValidFrom
	}
	switch {
	case asked == nil:
		return earliest, nil
	case asked.Before(earliest):
		return time.Time{}, ErrMembershipSpan.OnField("valid_to", "不能早于当前时间或任职开始时间",
			"must not lie before now or before the beginning")
	case m.ValidTo != nil && asked.After(*m.ValidTo):
		return time.Time{}, ErrMembershipSpan.OnField("valid_to", "不能晚于已定的结束时间",
			"must not lie behind the end that is set")
	}
	return *asked, nil
}
