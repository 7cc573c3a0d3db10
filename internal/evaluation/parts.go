package evaluation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// VisibleCampaign finds, for those who keep parts of it, a campaign that the caller may see. Held, it takes no step until the
// transaction is over.
func (*Service) VisibleCampaign(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Campaign, error) {
	if held {
		return visible(ctx, tx, id, shared)
	}
	return visible(ctx, tx, id, unlocked)
}

// VisibleNomination finds, for those who measure it, a nomination that the caller may see, with its campaign, which is held.
func (*Service) VisibleNomination(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (*ent.Campaign, *ent.Nomination, error) {
	return nominationOf(ctx, tx, ids, shared, false)
}

// InPhase is nil if the phase of a campaign allows the call on its parts, and else names what it does allow.
func (*Service) InPhase(c *ent.Campaign, do string) error { return inPhase(CampaignState(c.State), do) }
