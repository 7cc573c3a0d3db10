package moderation

import (
	"context"

	"github.com/google/uuid"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/moderationcase"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateFlag tells that something is abusive.
func (s *Service) CreateFlag(ctx context.Context, req *moderationv1.CreateFlagRequest) (*moderationv1.Flag, error) {
	in, caller := req.GetFlag(), access.From(ctx)
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.Flag, error) {
		id, err := tx.ChosenID("flag_id", req.GetFlagId())
		if err != nil {
			return nil, err
		}
		sub, err := s.flagged(ctx, tx, in.GetSubject())
		if err != nil {
			return nil, err
		}
		author := sub.author()
		if author != nil && caller.Is(*author) {
			return nil, ErrOwnWords.On("flag.subject")
		}
		c, err := openCase(ctx, tx, sub.issue, sub.name, author, false)
		if err != nil {
			return nil, err
		}
		row, err := tx.Flag.Create().SetID(id).SetCaseID(c.ID).SetPersonID(caller.Person).SetSubject(sub.name).SetReason(wire.Word(in.GetReason())).
			SetText(in.GetText()).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		if err := tx.ModerationCase.Update().Where(moderationcase.ID(c.ID)).AddFlagCount(1).Exec(tx.Later(ctx, nil)); err != nil {
			return nil, err
		}
		facts := map[string]any{"subject": sub.name, "reason": row.Reason}
		tx.Audit(db.Audit{Action: permitFlag, Object: name.Of("flags", row.ID), After: facts})
		tx.Emit(db.Event{Type: caseEvent + "flagged.v1", Subject: caseName(c), Units: []uuid.UUID{c.UnitID}, Data: facts})
		return toFlag(row, c), nil
	})
}

// flagged is a subject that the caller sees, or an issue that he may join without seeing it.
func (s *Service) flagged(ctx context.Context, tx *db.Tx, called string) (subject, error) {
	sub, err := s.find(ctx, tx, "flag.subject", called)
	if collection, ids, _ := parse("flag.subject", called); fault.ErrNotFound.Is(err) && collection == "issues" {
		sub.issue, err = s.Voices.SharedIssue(ctx, tx, ids[0])
	}
	return sub, err
}

// openCase is the case that waits for a decision about a subject of an issue that is held; one is opened where there is none.
func openCase(ctx context.Context, tx *db.Tx, issue *ent.Issue, subject string, author *uuid.UUID, sensitive bool) (*ent.ModerationCase, error) {
	c, err := tx.ModerationCase.Query().Where(moderationcase.IssueID(issue.ID), moderationcase.Subject(subject), moderationcase.DecideTimeIsNil()).Only(ctx)
	if !ent.IsNotFound(err) {
		return c, err
	}
	return tx.ModerationCase.Create().SetID(tx.NewID()).SetIssueID(issue.ID).SetUnitID(issue.UnitID).SetSubject(subject).SetNillableAuthorID(author).
		SetState(string(Open)).SetSensitive(sensitive).Save(tx.Later(ctx, nil))
}

func caseName(c *ent.ModerationCase) string { return name.Of("moderationCases", c.ID) }
