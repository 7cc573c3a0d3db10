package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent/redaction"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// UndoRedaction puts the original back.
func (s *Service) UndoRedaction(ctx context.Context, req *moderationv1.UndoRedactionRequest) (*moderationv1.Redaction, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.Redaction, error) {
		row, err := seen(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		sub, err := s.find(ctx, tx, "name", row.Subject)
		if err != nil {
			return nil, err
		}
		unit, may := s.Issues.SpeakerOn(ctx, sub.issue)
		if !may || unit == nil {
			return nil, fault.ErrDenied
		}
		// the issue is held now, so that nobody else ends it
		if row, err = tx.Redaction.Query().Where(redaction.ID(row.ID)).Only(ctx); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if row.EndTime != nil {
			return nil, ErrRedactionOver
		}
		original, err := s.open(row)
		if err != nil {
			return nil, err
		}
		if original == "" {
			return nil, ErrOriginalGone
		}
		if err := s.write(ctx, tx, sub, row.Part, original, lifecycle.Entry{Kind: "RESTORED", Public: sub.public(), Text: req.GetReason(), Actor: unit}); err != nil {
			return nil, err
		}
		if err := tx.Redaction.Update().Where(redaction.ID(row.ID)).SetEndTime(tx.Now()).Exec(ctx); err != nil {
			return nil, err
		}
		if row, err = tx.Redaction.Query().Where(redaction.ID(row.ID)).Only(ctx); err != nil {
			return nil, err
		}
		told(tx, row, permitRedact, "undone")
		return toRedaction(row), nil
	})
}
