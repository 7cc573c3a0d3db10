package voice

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// JoinIssue adds the caller's voice to an issue.
func (s *Service) JoinIssue(ctx context.Context, req *intakev1.JoinIssueRequest) (*intakev1.Voice, error) {
	ids, err := name.Parse("issues/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.Voice, error) {
		about, err := s.SharedIssue(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if about.ReporterID != nil && access.ReachOf(ctx).Owns(*about.ReporterID) {
			return nil, ErrOwnIssue.On("name")
		}
		row, err := tx.Voice.Create().SetID(tx.NewID()).SetIssueID(about.ID).SetPersonID(access.From(ctx).Person).Save(tx.Later(ctx, nil))
		if err != nil {
			return nil, err
		}
		told(tx, "joined", permitJoin, about)
		joined, err := choruses(ctx, tx, about.ID)
		if err != nil {
			return nil, err
		}
		return toProto(row, about, joined[about.ID].Voices), nil
	})
}

// told writes down that the voices of an issue have changed. Whose it was, only the audit row knows, by who called.
func told(tx *db.Tx, what, permission string, about *ent.Issue) {
	subject, units := name.Of("issues", about.ID), []uuid.UUID{about.UnitID}
	if about.SubDistrictID != nil && *about.SubDistrictID != about.UnitID {
		units = append(units, *about.SubDistrictID)
	}
	tx.Audit(db.Audit{Action: permission, Object: subject, After: map[string]any{"voice": what}})
	tx.Emit(db.Event{Type: "haolinju.intake.voice." + what + ".v1", Subject: subject, Units: units})
}

// SharedIssue is an issue of which others may know, held until the transaction is over; any other does not exist.
func (*Service) SharedIssue(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Issue, error) {
	about, err := tx.Issue.Query().ForShare().Where(issue.ID(id)).Only(ctx)
	if ent.IsNotFound(err) || err == nil && !shared(about) {
		return nil, fault.ErrNotFound.With("name", name.Of("issues", id))
	}
	return about, err
}
