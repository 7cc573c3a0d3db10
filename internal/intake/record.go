package intake

import (
	"context"
	"maps"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

func issueName(id uuid.UUID) string { return name.Of("issues", id) }

// find reads the issue for a caller who may see it; for any other it does not exist.
func find(ctx context.Context, q *ent.IssueQuery, id uuid.UUID) (*ent.Issue, error) {
	row, err := q.Where(issue.ID(id)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !visible(row, access.ReachFor(ctx, permitGet)) {
		return nil, fault.ErrNotFound.With("name", issueName(id))
	}
	return row, err
}

// entry is what the timeline says of a step.
type entry struct {
	kind   string // of intakev1.TimelineEntry.Kind without its prefix
	public bool
	text   string
	actor  *uuid.UUID // unit; nil when the resident acted
}

// change is what a verb does beside moving the state.
type change struct {
	set     func(*ent.IssueUpdate)
	entries []entry
	facts   map[string]any // codes and ids for audit and event; no free text
}

// act is the one course of every verb: lock the issue, see whether caller, version and state allow the verb, let decide
// say what else changes, and move.
func (s *Service) act(ctx context.Context, verb Verb, resource, tag string,
	decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*intakev1.Issue, error) {
	ids, err := name.Parse("issues/*", resource)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		row, err := find(ctx, tx.Issue.Query().ForUpdate(), ids[0])
		if err != nil {
			return nil, err
		}
		a := attempt{verb: verb, caller: access.From(ctx), reach: access.ReachOf(ctx), etag: tag, now: tx.Now()}
		if verb == Reopen {
			if a.reopenDays, err = reopenDays.At(ctx, tx, tx.Now()); err != nil {
				return nil, err
			}
		}
		step, err := permit(row, a)
		if err != nil {
			return nil, err
		}
		c, err := decide(ctx, tx, row)
		if err != nil {
			return nil, err
		}
		after, err := move(ctx, tx, row, step, c)
		if err != nil {
			return nil, err
		}
		return s.show(ctx, tx, after)
	})
}

// move writes the step: the state by compare-and-set, the other columns, the timeline, the audit row and the event.
func move(ctx context.Context, tx *db.Tx, row *ent.Issue, step lifecycle.Step[State, Verb], c change) (*ent.Issue, error) {
	update := tx.Issue.Update().Where(issue.ID(row.ID), issue.State(string(step.From))).SetState(string(step.To))
	if c.set != nil {
		c.set(update)
	}
	if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	after, err := tx.Issue.Query().Where(issue.ID(row.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	if err := followAssists(ctx, tx, row, after); err != nil {
		return nil, err
	}
	if err := tell(ctx, tx, after, c.entries); err != nil {
		return nil, err
	}
	facts := map[string]any{"state": after.State}
	maps.Copy(facts, c.facts)
	tx.Audit(db.Audit{Action: step.Who, Object: issueName(row.ID), Before: map[string]any{"state": row.State}, After: facts})
	tx.Emit(db.Event{Type: step.Emits, Subject: issueName(row.ID), Units: concerned(row, after), Data: facts})
	return after, nil
}

// tell writes timeline entries of an issue.
func tell(ctx context.Context, tx *db.Tx, row *ent.Issue, entries []entry) error {
	var rows []*ent.TimelineEntryCreate
	for _, e := range entries {
		rows = append(rows, tx.TimelineEntry.Create().SetID(tx.NewID()).SetIssueID(row.ID).SetKind(e.kind).
			SetState(row.State).SetPublic(e.public).SetNillableActorUnitID(e.actor).SetText(e.text))
	}
	return tx.TimelineEntry.CreateBulk(rows...).Exec(tx.Later(ctx, nil))
}

// note is the internal entry for a text; none for an empty one.
func note(kind, text string, actor *uuid.UUID) []entry {
	if text == "" {
		return nil
	}
	return []entry{{kind: kind, text: text, actor: actor}}
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
