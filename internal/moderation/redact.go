package moderation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/redaction"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

var originalColumn = crypto.Column{Table: "redaction", Name: "original"}

// order is what is to be redacted.
type order struct {
	id           uuid.UUID
	part, text   string
	reason       string
	partAt, says string // fields of the request that name the part and the text
}

// redact puts other words in the place of a part, as whom the caller speaks for, and seals what stood there. One that holds already gives
// place and hands its original on.
func (s *Service) redact(ctx context.Context, tx *db.Tx, sub subject, o order) (*ent.Redaction, error) {
	unit, may := s.Issues.SpeakerOn(ctx, sub.issue)
	if !may || unit == nil {
		return nil, fault.ErrDenied
	}
	was, ok := sub.words(o.part)
	switch {
	case !ok:
		return nil, ErrMisfit.On(o.partAt)
	case !fits(o.part, o.text):
		return nil, ErrMisfit.On(o.says)
	case was == "":
		return nil, ErrNothing.On(o.partAt)
	}
	cipher, err := s.original(ctx, tx, sub, o, was)
	if err != nil {
		return nil, err
	}
	create := tx.Redaction.Create().SetID(o.id).SetIssueID(sub.issue.ID).SetUnitID(sub.issue.UnitID).SetSubject(sub.name).SetPart(o.part).
		SetNillableAuthorID(sub.author()).SetRedactorID(access.From(ctx).Person).SetReason(o.reason)
	if cipher != nil {
		create.SetOriginalCipher(cipher)
	}
	row, err := create.Save(tx.Later(ctx, nil))
	if err != nil {
		return nil, err
	}
	text := o.text
	if text == "" {
		text = hidden
	}
	if err := s.write(ctx, tx, sub, o.part, text, lifecycle.Entry{Kind: "REDACTED", Public: sub.public(), Text: o.reason, Actor: unit}); err != nil {
		return nil, err
	}
	told(tx, row, permitRedact, "created")
	return row, nil
}

// original seals what stood in a part before anything was redacted; nil where that was erased meanwhile. A redaction that holds ends.
func (s *Service) original(ctx context.Context, tx *db.Tx, sub subject, o order, was string) ([]byte, error) {
	before, err := tx.Redaction.Query().Where(redaction.Subject(sub.name), redaction.Part(o.part), redaction.EndTimeIsNil()).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	if err == nil {
		if err := tx.Redaction.Update().Where(redaction.ID(before.ID)).SetEndTime(tx.Now()).Exec(ctx); err != nil {
			return nil, err
		}
		was, err = s.open(before)
		if err != nil || was == "" {
			return nil, err
		}
	}
	return s.Keeper.Seal(originalColumn, tx.Tenant(), o.id, was)
}

// open gives the words that were redacted; empty where they were erased.
func (s *Service) open(row *ent.Redaction) (string, error) {
	if row.OriginalCipher == nil {
		return "", nil
	}
	return s.Keeper.Open(originalColumn, row.TenantID, row.ID, *row.OriginalCipher)
}

// seen is a redaction that the caller may see: of his own words, or of his territory.
func seen(ctx context.Context, tx *db.Tx, called string) (*ent.Redaction, error) {
	ids, err := name.Parse("redactions/*", called)
	if err != nil {
		return nil, err
	}
	row, err := tx.Redaction.Query().Where(redaction.ID(ids[0])).Only(ctx)
	if err != nil {
		return nil, name.NotFound(err, called)
	}
	reach := access.ReachFor(ctx, permitRedactions)
	if own := row.AuthorID != nil && reach.Owns(*row.AuthorID); !own && !reach.Covers(row.UnitID) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return row, nil
}

// told records a step of a redaction: no words.
func told(tx *db.Tx, row *ent.Redaction, permission, what string) {
	facts := map[string]any{"subject": row.Subject, "part": row.Part}
	called := name.Of("redactions", row.ID)
	tx.Audit(db.Audit{Action: permission, Object: called, After: facts})
	tx.Emit(db.Event{Type: "haolinju.moderation.redaction." + what + ".v1", Subject: called, Units: []uuid.UUID{row.UnitID}, Data: facts})
}
