package inquiry

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// actor is who speaks in the timeline: no unit for the reporter himself, the lead unit where the caller acts for it, else the unit of
// the territory.
func actor(ctx context.Context, row *ent.Issue) *uuid.UUID {
	reach := access.ReachOf(ctx)
	switch {
	case row.ReporterID != nil && reach.Owns(*row.ReporterID):
		return nil
	case row.LeadUnitID != nil && reach.Covers(*row.LeadUnitID) && !reach.Covers(row.UnitID):
		return row.LeadUnitID
	}
	return &row.UnitID
}
