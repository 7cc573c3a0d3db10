package evaluation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/campaign"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Facts decide who reaches a campaign, as seesCampaign reads them.
func Facts(ctx context.Context, tx *db.Tx, id uuid.UUID) (access.Facts, error) {
	c, err := tx.Campaign.Query().Where(campaign.ID(id)).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitSeeCampaign, Public: CampaignState(c.State) != Draft, Units: []uuid.UUID{c.UnitID}}, nil
}
