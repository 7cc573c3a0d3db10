package dispatch

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Consultations knows, in the caller's transaction, which units are asked whose duty a matter is.
type Consultations interface {
	// CheckConsulted refuses to call units while that is asked about a dispatch, or an issue behind it.
	CheckConsulted(ctx context.Context, tx *db.Tx, dispatch uuid.UUID, issues []uuid.UUID) error
	// CheckConclusion refuses to let a dispatch for some issues rest on what was not concluded about one of them.
	CheckConclusion(ctx context.Context, tx *db.Tx, consultation uuid.UUID, issues []uuid.UUID) error
}

// tierEmergency is the urgency of what waits for nobody.
const tierEmergency = "EMERGENCY"

// checkConsulted refuses to call units while it is asked whose duty the matter is, unless it is an emergency.
func (s *Service) checkConsulted(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	if Kind(d.Kind) == KindEmergency || d.Tier == tierEmergency {
		return nil
	}
	return s.consultations.CheckConsulted(ctx, tx, d.ID, issuesOf(d))
}

// callsUnits says whether a verb on a dispatch calls units.
func callsUnits(d *ent.Dispatch, do Verb) bool {
	sent := d.SentTime != nil
	return do == Assign && sent || (do == Send || do == Approve) && !sent
}
