package evaluation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/campaign"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/objection"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Facts decide who reaches a campaign, as seesCampaign reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	c, err := tx.Campaign.Query().Where(campaign.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitSeeCampaign, Public: CampaignState(c.State) != Draft, Units: []uuid.UUID{c.UnitID}}, nil
}

// NominationFacts decide who reaches a nomination, as nominationOf reads them.
func NominationFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	n, err := tx.Nomination.Query().Where(nomination.ID(ids[1]), nomination.CampaignID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	owners := []uuid.UUID{n.NominatorID}
	if n.PersonID != nil {
		owners = append(owners, *n.PersonID)
	}
	return within(ctx, tx, ids, permitSeeNomination, owners...)
}

// ObjectionFacts decide who reaches an objection, as ListObjections reads them.
func ObjectionFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	o, err := tx.Objection.Query().Where(objection.ID(ids[1]), objection.CampaignID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return within(ctx, tx, ids, permitSeeObjection, o.ObjectorID)
}

// within are the facts of a part of a campaign.
func within(ctx context.Context, tx *db.Tx, ids []uuid.UUID, permission string, owners ...uuid.UUID) (access.Facts, error) {
	f, err := Facts(ctx, tx, ids)
	return access.Facts{Permission: permission, Owners: owners, Units: f.Units}, err
}
