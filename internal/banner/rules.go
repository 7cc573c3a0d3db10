package banner

import (
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The audiences, as stored.
const (
	everybody = "EVERYBODY"
	residents = "RESIDENTS"
	staff     = "STAFF"
)

// shownTo says whether somebody belongs to the audience of a banner: by one role that he holds, in one of the units or below. above are the
// units above each of those in which he holds one, and itself.
func shownTo(row *ent.Banner, p access.Principal, above map[uuid.UUID][]uuid.UUID) bool {
	if row.Audience == everybody {
		return true
	}
	return slices.ContainsFunc(p.Held, func(h access.Held) bool {
		if (h.Role == access.Resident) != (row.Audience == residents) || len(row.Roles) > 0 && !slices.Contains(row.Roles, h.Role) {
			return false
		}
		return len(row.Units) == 0 || slices.ContainsFunc(above[h.Unit], func(unit uuid.UUID) bool { return slices.Contains(row.Units, unit) })
	})
}
