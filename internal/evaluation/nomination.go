package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// concerns says whether a person entered the nomination or is the nominee.
func concerns(n *ent.Nomination, reach access.Reach) bool {
	return reach.Owns(n.NominatorID) || n.PersonID != nil && reach.Owns(*n.PersonID)
}

// concerned narrows a list to the nominations that a reach covers, within a campaign of the unit.
func concerned(reach access.Reach, of uuid.UUID) []predicate.Nomination {
	if reach.Covers(of) {
		return nil
	}
	return []predicate.Nomination{nomination.Or(nomination.NominatorIDIn(reach.Self...), nomination.PersonIDIn(reach.Self...))}
}

// nominationOf is a nomination that the caller may see, with its campaign, which is locked first. A call that changes the
// nomination locks it too.
func nominationOf(ctx context.Context, tx *db.Tx, ids []uuid.UUID, how lock, change bool) (*ent.Campaign, *ent.Nomination, error) {
	unknown := fault.ErrNotFound.With("name", part(ids[0], "nominations", ids[1]))
	query := tx.Nomination.Query().Where(nomination.ID(ids[1]), nomination.CampaignID(ids[0]))
	if change {
		query.ForUpdate()
	}
	var c *ent.Campaign
	var n *ent.Nomination
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			c, err = visible(ctx, tx, ids[0], how)
			return err
		},
		func(ctx context.Context) (err error) {
			if n, err = query.Only(ctx); ent.IsNotFound(err) {
				return unknown
			}
			return err
		})
	if err != nil {
		return nil, nil, err
	}
	if reach := access.ReachFor(ctx, permitSeeNomination); !reach.Covers(c.UnitID) && !concerns(n, reach) {
		return nil, nil, unknown
	}
	return c, n, nil
}

type nominationStep = lifecycle.Step[NominationState, NominationVerb]

// step moves a nomination together with the changes that the verb has prepared, and tells of it.
func (s *Service) step(ctx context.Context, tx *db.Tx, c *ent.Campaign, n *ent.Nomination, do nominationStep, change *ent.NominationUpdate) (*pb.Nomination, error) {
	if err := stepNomination(ctx, tx, c, n, do, change); err != nil {
		return nil, err
	}
	moved, err := tx.Nomination.Query().Where(nomination.ID(n.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	shown, err := s.displays(ctx, tx, moved)
	if err != nil {
		return nil, err
	}
	return nominationToProto(moved, shown[moved.ID]), nil
}

func stepNomination(ctx context.Context, tx *db.Tx, c *ent.Campaign, n *ent.Nomination, do nominationStep, change *ent.NominationUpdate) error {
	if err := change.Where(nomination.ID(n.ID), nomination.State(string(do.From))).SetState(string(do.To)).
		Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	full := part(c.ID, "nominations", n.ID)
	tx.Audit(db.Audit{Action: do.Who, Object: full,
		Before: map[string]any{"state": do.From}, After: map[string]any{"state": do.To}})
	tx.Emit(db.Event{Type: do.Emits, Subject: full, Units: []uuid.UUID{c.UnitID},
		Data: map[string]any{"from": do.From, "to": do.To}})
	return nil
}
