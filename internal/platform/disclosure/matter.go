package disclosure

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Matter is what the limits of a membership ask of an issue: its category, and all units in whose ground it lies.
func Matter(row *ent.Issue) access.Matter {
	ids := append(make([]uuid.UUID, 0, 5), row.CategoryID, row.UnitID)
	for _, id := range []*uuid.UUID{row.SubDistrictID, row.CommunityID, row.GridID} {
		if id != nil {
			ids = append(ids, *id)
		}
	}
	return access.Matter{Categories: ids[:1:1], Territory: ids[1:]}
}
