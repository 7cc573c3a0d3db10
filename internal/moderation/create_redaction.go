package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CreateRedaction keeps words from everybody.
func (s *Service) CreateRedaction(ctx context.Context, req *moderationv1.CreateRedactionRequest) (*moderationv1.Redaction, error) {
	in := req.GetRedaction()
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.Redaction, error) {
		id, err := tx.ChosenID("redaction_id", req.GetRedactionId())
		if err != nil {
			return nil, err
		}
		sub, err := s.find(ctx, tx, "redaction.subject", in.GetSubject())
		if err != nil {
			return nil, err
		}
		row, err := s.redact(ctx, tx, sub, order{id: id, part: wire.Word(in.GetPart()), text: in.GetText(), reason: in.GetReason(),
			partAt: "redaction.part", says: "redaction.text"})
		if err != nil {
			return nil, err
		}
		return toRedaction(row), nil
	})
}
