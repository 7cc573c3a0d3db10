package evaluation

import (
	"context"

	"github.com/google/uuid"

	pb "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/nomination"
	"github.com/haolinju/haolinju/ent/objection"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ResolveObjection decides an objection. One that is upheld takes the nomination off the list.
func (s *Service) ResolveObjection(ctx context.Context, req *pb.ResolveObjectionRequest) (*pb.Objection, error) {
	ids, err := name.Parse("campaigns/*/objections/*", req.GetName())
	if err != nil {
		return nil, err
	}
	do := Dismiss
	if req.GetDecision() == pb.ResolveObjectionRequest_DECISION_UPHOLD {
		do = Uphold
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*pb.Objection, error) {
		c, o, err := objectionToDecide(ctx, tx, ids)
		if err != nil {
			return nil, err
		}
		if err := impartial(ctx, tx, o.Edges.Nomination, o.ObjectorID); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), o.Version); err != nil {
			return nil, err
		}
		if err := inPhase(CampaignState(c.State), "resolve"); err != nil {
			return nil, err
		}
		step, err := ObjectionSteps.Step(ObjectionState(o.State), do)
		if err != nil {
			return nil, err
		}
		if err := tx.Objection.Update().Where(objection.ID(o.ID), objection.State(string(step.From))).
			SetState(string(step.To)).SetReply(req.GetReply()).SetResolveTime(tx.Now()).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		if do == Uphold {
			if err := exclude(ctx, tx, c, o.NominationID); err != nil {
				return nil, err
			}
		}
		full := part(c.ID, "objections", o.ID)
		tx.Audit(db.Audit{Action: step.Who, Object: full,
			Before: map[string]any{"state": step.From}, After: map[string]any{"state": step.To}})
		tx.Emit(db.Event{Type: step.Emits, Subject: full, Units: []uuid.UUID{c.UnitID},
			Data: map[string]any{"nomination": o.NominationID}})
		if o, err = tx.Objection.Query().Where(objection.ID(o.ID)).Only(ctx); err != nil {
			return nil, err
		}
		return objectionToProto(o), nil
	})
}

// objectionToDecide locks the campaign and an objection to it, with its nomination, for somebody who may decide it.
func objectionToDecide(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (*ent.Campaign, *ent.Objection, error) {
	unknown := fault.ErrNotFound.With("name", part(ids[0], "objections", ids[1]))
	var c *ent.Campaign
	var o *ent.Objection
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			c, err = visible(ctx, tx, ids[0], shared)
			return err
		},
		func(ctx context.Context) (err error) {
			o, err = tx.Objection.Query().Where(objection.ID(ids[1]), objection.CampaignID(ids[0])).WithNomination().ForUpdate().Only(ctx)
			if ent.IsNotFound(err) {
				return unknown
			}
			return err
		})
	if err != nil {
		return nil, nil, err
	}
	if access.ReachOf(ctx).Covers(c.UnitID) {
		return c, o, nil
	}
	if reach := access.ReachFor(ctx, permitSeeObjection); !reach.Covers(c.UnitID) && !reach.Owns(o.ObjectorID) {
		return nil, nil, unknown
	}
	return nil, nil, fault.ErrDenied
}

// exclude takes a nomination off the list. One that was withdrawn or excluded since is off it already.
func exclude(ctx context.Context, tx *db.Tx, c *ent.Campaign, id uuid.UUID) error {
	n, err := tx.Nomination.Query().Where(nomination.ID(id)).ForUpdate().Only(ctx)
	if err != nil || NominationState(n.State) != Proposed {
		return err
	}
	step, err := NominationSteps.Step(Proposed, Exclude)
	if err != nil {
		return err
	}
	return stepNomination(ctx, tx, c, n, step, tx.Nomination.Update())
}
