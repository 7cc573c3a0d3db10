package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/campaign"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// How a campaign is locked while a call decides on it: those that move it wait for each other and for all others, those
// that add to it only for those that move it.
type lock func(*ent.CampaignQuery) *ent.CampaignQuery

var (
	unlocked lock = func(q *ent.CampaignQuery) *ent.CampaignQuery { return q }
	shared   lock = func(q *ent.CampaignQuery) *ent.CampaignQuery { return q.ForShare() }
	alone    lock = func(q *ent.CampaignQuery) *ent.CampaignQuery { return q.ForUpdate() }
)

// visible is the campaign, if the caller may see it.
func visible(ctx context.Context, tx *db.Tx, id uuid.UUID, how lock) (*ent.Campaign, error) {
	c, err := how(tx.Campaign.Query().Where(campaign.ID(id))).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !seesCampaign(ctx, c) {
		return nil, fault.ErrNotFound.With("name", name.Of("campaigns", id))
	}
	return c, err
}

// seesCampaign holds for everybody once the campaign is open, and before only for those who run it.
func seesCampaign(ctx context.Context, c *ent.Campaign) bool {
	return CampaignState(c.State) != Draft || access.ReachFor(ctx, permitSeeCampaign).Covers(c.UnitID)
}

// covered is the campaign, if the caller sees it and the grants of the called method reach the unit that runs it.
func covered(ctx context.Context, tx *db.Tx, id uuid.UUID, how lock) (*ent.Campaign, error) {
	c, err := visible(ctx, tx, id, how)
	if err != nil {
		return nil, err
	}
	if !access.ReachOf(ctx).Covers(c.UnitID) {
		return nil, fault.ErrDenied
	}
	return c, nil
}

// begin locks a campaign for a verb and finds the step that the verb makes.
func begin(ctx context.Context, tx *db.Tx, full, tag string, do CampaignVerb) (*ent.Campaign, campaignStep, error) {
	var none campaignStep
	ids, err := name.Parse("campaigns/*", full)
	if err != nil {
		return nil, none, err
	}
	c, err := covered(ctx, tx, ids[0], alone)
	if err != nil {
		return nil, none, err
	}
	if err := etag.Check(tag, c.Version); err != nil {
		return nil, none, err
	}
	step, err := CampaignSteps.Step(CampaignState(c.State), do)
	return c, step, err
}

type campaignStep = lifecycle.Step[CampaignState, CampaignVerb]

// move makes the step together with the changes that the verb has prepared, and tells of it.
func move(ctx context.Context, tx *db.Tx, c *ent.Campaign, step campaignStep, change *ent.CampaignUpdate) (*pb.Campaign, error) {
	if err := change.Where(campaign.ID(c.ID), campaign.State(string(step.From))).SetState(string(step.To)).
		Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	full := name.Of("campaigns", c.ID)
	tx.Audit(db.Audit{Action: step.Who, Object: full,
		Before: map[string]any{"state": step.From}, After: map[string]any{"state": step.To}})
	tx.Emit(db.Event{Type: step.Emits, Subject: full, Units: []uuid.UUID{c.UnitID},
		Data: map[string]any{"from": step.From, "to": step.To, "subject_kind": c.SubjectKind}})
	moved, err := tx.Campaign.Query().Where(campaign.ID(c.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	return campaignToProto(moved), nil
}
