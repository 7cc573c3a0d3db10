package moderation

import (
	"context"
	"slices"

	"github.com/google/uuid"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/flag"
	"github.com/haolinju/haolinju/ent/moderationcase"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// move is the one course of every verb of a case: find it and its subject, hold the issue, see whether caller, version and state allow the
// verb, let decide do what else it means, and move.
func (s *Service) move(ctx context.Context, called, tag string, do Verb, reason string,
	decide func(context.Context, *db.Tx, subject) error,
) (*moderationv1.ModerationCase, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.ModerationCase, error) {
		c, err := findCase(ctx, tx, "name", called)
		if err != nil {
			return nil, err
		}
		sub, err := s.find(ctx, tx, "name", c.Subject)
		if err != nil {
			return nil, err
		}
		// the issue is held now, so that nobody else moves the case
		if c, err = tx.ModerationCase.Query().Where(moderationcase.ID(c.ID)).Only(ctx); err != nil {
			return nil, err
		}
		step, err := permit(ctx, tx, c, sub, tag, do)
		if err != nil {
			return nil, err
		}
		if err := decide(ctx, tx, sub); err != nil {
			return nil, err
		}
		update := tx.ModerationCase.Update().Where(moderationcase.ID(c.ID), moderationcase.State(string(step.From))).SetState(string(step.To))
		if do == Claim {
			update.SetClaimerID(access.From(ctx).Person).SetClaimTime(tx.Now())
		} else {
			update.SetDecision(reason).SetDecideTime(tx.Now())
		}
		if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return nil, err
		}
		after, err := tx.ModerationCase.Query().Where(moderationcase.ID(c.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		facts := map[string]any{"state": after.State, "subject": after.Subject, "claimer": after.ClaimerID}
		tx.Audit(db.Audit{Action: step.Who, Object: called, Before: map[string]any{"state": c.State, "claimer": c.ClaimerID}, After: facts})
		tx.Emit(db.Event{Type: step.Emits, Subject: called, Units: []uuid.UUID{after.UnitID}, Data: facts})
		return showCase(ctx, tx, after)
	})
}

// permit is the step of a verb, or what stands in its way: the caller, the version, the state, and who has claimed the case.
func permit(ctx context.Context, tx *db.Tx, c *ent.ModerationCase, sub subject, tag string, do Verb) (step, error) {
	caller := access.From(ctx)
	if !access.ReachOf(ctx).Covers(c.UnitID) {
		return step{}, fault.ErrDenied
	}
	flags, err := tx.Flag.Query().Where(flag.CaseID(c.ID)).All(ctx)
	if err != nil {
		return step{}, err
	}
	concerned := slices.ContainsFunc([]*uuid.UUID{c.AuthorID, sub.issue.ReporterID}, func(id *uuid.UUID) bool { return id != nil && caller.RecusedFrom(*id) })
	if concerned || slices.ContainsFunc(flags, func(f *ent.Flag) bool { return caller.RecusedFrom(f.PersonID) }) {
		return step{}, ErrRecused
	}
	if err := etag.Check(tag, c.Version); err != nil {
		return step{}, err
	}
	made, err := Steps.Step(State(c.State), do)
	if err == nil && do != Claim && !caller.Is(*c.ClaimerID) {
		err = ErrNotClaimed
	}
	return made, err
}
