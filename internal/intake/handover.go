package intake

import (
	"context"
	"slices"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/ent/timelineentry"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// decision says, once a verb is found to be allowed, what else changes with it.
type decision = func(context.Context, *db.Tx, *ent.Issue) (change, error)

// act is a verb of a caller, in a transaction of its own.
func (s *Service) act(ctx context.Context, verb Verb, called, tag string, decide decision) (*intakev1.Issue, error) {
	ids, err := name.Parse("issues/*", called)
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*intakev1.Issue, error) {
		after, err := s.MoveIssue(ctx, tx, string(verb), ids[0], tag, decide)
		if err != nil {
			return nil, err
		}
		return s.ShowIssue(ctx, tx, after)
	})
}

// ActOnIssue is act for a capability that owns what a verb is about, such as the callback.
func (s *Service) ActOnIssue(ctx context.Context, verb, called, tag string, decide decision) (*intakev1.Issue, error) {
	return s.act(ctx, Verb(verb), called, tag, decide)
}

// MoveIssue is the one course of every verb, in the caller's transaction: lock the issue, see whether caller, version and
// state allow the verb, let decide say what else changes, and move. The system itself, as in a job, is asked for the state alone.
func (s *Service) MoveIssue(ctx context.Context, tx *db.Tx, verb string, id uuid.UUID, tag string, decide decision) (*ent.Issue, error) {
	row, err := find(ctx, tx, id, true)
	if err != nil {
		return nil, err
	}
	a, err := s.attemptOf(ctx, tx, row, Verb(verb), access.ReachOf(ctx))
	if err != nil {
		return nil, err
	}
	a.etag = tag
	step, err := permit(row, a)
	if err != nil {
		return nil, err
	}
	c, err := decide(ctx, tx, row)
	if err != nil {
		return nil, err
	}
	return s.move(ctx, tx, row, step, c)
}

// attemptOf is the caller's wish to use a verb on an issue, with what the settings of now and the callbacks say about it.
func (s *Service) attemptOf(ctx context.Context, tx *db.Tx, row *ent.Issue, verb Verb, reach access.Reach) (a attempt, err error) {
	a = attempt{verb: verb, caller: access.From(ctx), reach: reach, now: tx.Now()}
	switch verb {
	case Answer, Dispatch:
		a.flows, err = flows.At(ctx, tx, a.now)
	case Reopen:
		a.reopenDays, err = reopenDays.At(ctx, tx, a.now)
	case Urge:
		a.urgeHours, err = urgeHours.At(ctx, tx, a.now)
	case Close:
		if slices.Contains(uncalled, State(row.State)) {
			a.spared, err = s.spared(ctx, tx, row.ID, row.ReopenCount)
		}
	}
	return a, err
}

// VisibleIssue is an issue that the caller may see; held, it changes no more until the transaction is over.
func (s *Service) VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error) {
	return find(ctx, tx, id, held)
}

// SpeakerOn is for which unit the caller speaks about an issue by the permission of the call: for none as its reporter, for the territory, or
// for the unit that leads; may says whether he is one of them.
func (s *Service) SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool) {
	reach := access.ReachOf(ctx).On(disclosure.Matter(row))
	switch {
	case owns(row, reach):
		return nil, true
	case reach.Covers(row.UnitID):
		return &row.UnitID, true
	case leads(row, reach):
		return row.LeadUnitID, true
	}
	return nil, false
}

// SeesNotes says whether the caller sees what the units that handle an issue tell each other.
func (s *Service) SeesNotes(ctx context.Context, row *ent.Issue) bool { return seesNotes(ctx, row) }

// EmitOnIssue emits an event about an issue to all whom it concerns.
func (s *Service) EmitOnIssue(tx *db.Tx, row *ent.Issue, kind string, facts map[string]any) {
	tx.Emit(db.Event{Type: kind, Subject: issueName(row.ID), Units: concerned(row), Data: facts})
}

// AmendIssue changes columns of an issue that is held, which no step changes, and tells it in the timeline.
func (s *Service) AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...entry) error {
	if set != nil {
		update := tx.Issue.Update().Where(issue.ID(row.ID))
		set(update)
		if err := update.Exec(tx.Later(ctx, nil)); err != nil {
			return err
		}
		if err := s.texts.KeepText(ctx, tx, row.ID); err != nil {
			return err
		}
	}
	return tell(ctx, tx, row, told)
}

// RewordEntry puts another text into an entry of a timeline.
func (*Service) RewordEntry(ctx context.Context, tx *db.Tx, id uuid.UUID, text string) error {
	_, err := tx.Exec(tx.Later(ctx, nil), "update timeline_entry set text = $3 where tenant_id = $1 and id = $2", tx.Tenant(), id, text)
	return err
}

// ContactPhone is the telephone of an issue's contact; empty for none.
func (s *Service) ContactPhone(row *ent.Issue) (string, error) {
	return s.open(phoneColumn, row, row.ContactPhoneCipher)
}

// ShowIssue is an issue as the caller may see it.
func (s *Service) ShowIssue(ctx context.Context, tx *db.Tx, row *ent.Issue) (*intakev1.Issue, error) {
	g, err := s.guard(ctx, tx, row)
	if err != nil {
		return nil, err
	}
	return s.toIssue(row, g)
}

// SeenIssues are those of some issues that the caller may see.
func (s *Service) SeenIssues(ctx context.Context, rows []*ent.Issue) []*ent.Issue {
	reach := access.ReachFor(ctx, permitGet)
	return slices.DeleteFunc(rows, func(row *ent.Issue) bool { return !visible(row, reach) })
}

// ShowIssues shows those of some issues that the caller may see.
func (s *Service) ShowIssues(ctx context.Context, tx *db.Tx, rows []*ent.Issue) ([]*intakev1.Issue, error) {
	rows = s.SeenIssues(ctx, rows)
	g, err := s.guard(ctx, tx, rows...)
	if err != nil {
		return nil, err
	}
	shown := make([]*intakev1.Issue, len(rows))
	for i, row := range rows {
		if shown[i], err = s.toIssue(row, g); err != nil {
			return nil, err
		}
	}
	return shown, nil
}

// EntrustIssue holds an issue that the caller may see until the transaction is over, and tells whether it is his own or lies in
// his territory, and whether he sees all that its reporter sees.
func (s *Service) EntrustIssue(ctx context.Context, tx *db.Tx, id uuid.UUID) (entrusted, whole bool, err error) {
	row, err := find(ctx, tx, id, true)
	if err != nil {
		return false, false, err
	}
	g, err := s.guard(ctx, tx, row)
	if err != nil {
		return false, false, err
	}
	reach, sees := access.ReachOf(ctx).On(disclosure.Matter(row)), viewOf(row, g)
	contact := row.ContactNameCipher != nil || row.ContactPhoneCipher != nil
	return owns(row, reach) || reach.Covers(row.UnitID),
		sees.matter != disclosure.Other && (sees.contact != disclosure.Other || !contact), nil
}

// IssueOfReporter is an issue and the latest entries of its timeline, oldest first, as its reporter sees them.
func (s *Service) IssueOfReporter(ctx context.Context, tx *db.Tx, id uuid.UUID, entries int) (*intakev1.Issue, []*intakev1.TimelineEntry, error) {
	row, err := tx.Issue.Query().Where(issue.ID(id)).Only(ctx)
	if err != nil {
		return nil, nil, err
	}
	shown, err := s.shown(row, reporters)
	if err != nil {
		return nil, nil, err
	}
	rows, err := tx.TimelineEntry.Query().Where(timelineentry.IssueID(id), timelineentry.Public(true)).
		Order(ent.Desc(timelineentry.FieldCreateTime, timelineentry.FieldID)).Limit(entries).All(ctx)
	told := make([]*intakev1.TimelineEntry, len(rows))
	for i, row := range rows {
		told[len(rows)-1-i] = toTimelineEntry(row)
	}
	return shown, told, err
}
