package disclosure

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Matter is what the limits of a membership ask of an issue: its category, and all units in whose ground it lies.
func Matter(row *ent.Issue) access.Matter {
	m := access.Matter{Categories: []uuid.UUID{row.CategoryID}, Territory: []uuid.UUID{row.UnitID}}
	for _, id := range []*uuid.UUID{row.SubDistrictID, row.CommunityID, row.GridID} {
		if id != nil {
			m.Territory = append(m.Territory, *id)
		}
	}
	return m
}
