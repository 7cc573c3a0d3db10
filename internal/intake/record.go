package intake

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func issueName(id uuid.UUID) string { return name.Of("issues", id) }

// find reads the issue for a caller who may see it; for any other it does not exist. Held, it changes no more until the
// transaction is over.
func find(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error) {
	lock := db.Unlocked
	if held {
		lock = db.ForUpdate
	}
	row, err := tx.Issue.Row(ctx, tx.Tenant(), id, lock)
	if ent.IsNotFound(err) || err == nil && !visible(row, access.ReachFor(ctx, permitGet)) {
		return nil, fault.ErrNotFound.With("name", issueName(id))
	}
	return row, err
}

type (
	entry  = lifecycle.Entry // its kind is one of intakev1.TimelineEntry.Kind without its prefix
	change = lifecycle.Change[*ent.IssueUpdate]
)

// move writes the step: the state by compare-and-set, the other columns, the order that follows the issue, the timeline, the audit row
// and the event.
func (s *Service) move(ctx context.Context, tx *db.Tx, row *ent.Issue, step lifecycle.Step[State, Verb], c change) (*ent.Issue, error) {
	update := tx.Issue.Update().Where(issue.ID(row.ID), issue.State(string(step.From))).SetState(string(step.To))
	if step.From != step.To {
		times(update, row, step.To, tx.Now())
	}
	if pending(row) && step.To != Reopened {
		update.SetReopenDecision(decisionAccepted) // whoever takes it up accepts it; a refusal sets otherwise below
	}
	if row.UrgeOpen && (step.Do == Answer || step.Do == Reply || step.Do == AnswerUrge) {
		update.SetUrgeOpen(false)
	}
	if c.Set != nil {
		c.Set(update)
	}
	if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	if parts := reworded(row, update.Mutation()); len(parts) > 0 {
		if err := s.moderators.Supersede(ctx, tx, row.ID, parts...); err != nil {
			return nil, err
		}
	}
	after := update.Mutation().After(row)
	if err := s.follow(ctx, tx, row, step); err != nil {
		return nil, err
	}
	if err := followAssists(ctx, tx, row, after); err != nil {
		return nil, err
	}
	if was, is := slices.Contains(unassigned, step.From), slices.Contains(unassigned, step.To); was != is {
		if err := s.chains(ctx, tx, row.ID, is); err != nil {
			return nil, err
		}
	}
	if after.UnitID != row.UnitID {
		if err := s.moderators.Follow(ctx, tx, row.ID, after.UnitID); err != nil {
			return nil, err
		}
	}
	if err := tell(ctx, tx, after, c.Entries); err != nil {
		return nil, err
	}
	facts := map[string]any{"state": after.State}
	maps.Copy(facts, c.Facts)
	tx.Audit(db.Audit{Action: step.Who, Object: issueName(row.ID), Before: map[string]any{"state": row.State}, After: facts})
	tx.Emit(db.Event{Type: step.Emits, Subject: issueName(row.ID), Units: concerned(row, after), Data: facts})
	return after, nil
}

// reworded are the parts of an issue whose words a step replaces or clears; the words are those of moderation's Redaction.Part without its
// prefix.
func reworded(row *ent.Issue, m *ent.IssueMutation) (parts []string) {
	if _, anew := m.Reply(); anew && row.Reply != "" {
		parts = append(parts, "REPLY")
	}
	if _, anew := m.RatingText(); anew && row.RatingText != "" {
		parts = append(parts, "RATING")
	}
	return parts
}

// times sets what a new state says of time: since when an issue is over or waits, and, after a wait, when its outcome is due.
func times(update *ent.IssueUpdate, row *ent.Issue, to State, now time.Time) {
	if slices.Contains(over, to) {
		update.SetClosedTime(now)
	} else {
		update.ClearClosedTime().SetClosingReason("")
	}
	if to != Diverted {
		update.ClearDiversion()
	}
	switch {
	case slices.Contains(waiting, to):
		update.SetSuspendedState(row.State).SetSuspendTime(now)
	case row.SuspendTime != nil:
		update.ClearSuspendedState().ClearSuspendTime()
		if row.DueTime.After(*row.SuspendTime) {
			update.SetDueTime(row.DueTime.Add(now.Sub(*row.SuspendTime)))
		}
	}
}

// follow has the order that is out do what a step means to it: stand still while the issue waits, go on, or be called off.
func (s *Service) follow(ctx context.Context, tx *db.Tx, row *ent.Issue, step lifecycle.Step[State, Verb]) error {
	resumed := row.SuspendedState != nil && *row.SuspendedState == string(Handling)
	switch {
	case step.From == step.To || row.DispatchID == nil:
		return nil
	case step.From == Handling && slices.Contains(waiting, step.To):
		return s.dispatcher.PauseOrder(ctx, tx, *row.DispatchID, string(step.To))
	case resumed: // the clocks of a lead that gives it back are stopped by then
		return s.dispatcher.ResumeOrder(ctx, tx, *row.DispatchID)
	case step.Do == Merge && (step.From == Dispatched || step.From == Handling):
		return s.dispatcher.CallOffOrder(ctx, tx, *row.DispatchID)
	}
	return nil
}

// tell writes timeline entries of an issue.
func tell(ctx context.Context, tx *db.Tx, row *ent.Issue, entries []entry) error {
	for _, e := range entries {
		if err := tx.TimelineEntry.Create().SetID(tx.NewID()).SetIssueID(row.ID).SetKind(e.Kind).
			SetState(row.State).SetPublic(e.Public).SetNillableActorUnitID(e.Actor).SetText(e.Text).Exec(tx.Later(ctx, nil)); err != nil {
			return err
		}
	}
	return nil
}

// note is the internal entry for a text; none for an empty one.
func note(kind, text string, actor *uuid.UUID) []entry {
	if text == "" {
		return nil
	}
	return []entry{{Kind: kind, Text: text, Actor: actor}}
}

// concerned are the units that may hear of a change: the territory and who handles the issue, before and after it.
func concerned(rows ...*ent.Issue) []uuid.UUID {
	var units []uuid.UUID
	seen := map[uuid.UUID]bool{}
	add := func(ids ...uuid.UUID) {
		for _, id := range ids {
			if !seen[id] {
				seen[id] = true
				units = append(units, id)
			}
		}
	}
	for _, row := range rows {
		add(row.UnitID)
		for _, id := range []*uuid.UUID{row.SubDistrictID, row.LeadUnitID} {
			if id != nil {
				add(*id)
			}
		}
		add(row.AssistUnitIds...)
	}
	return units
}
