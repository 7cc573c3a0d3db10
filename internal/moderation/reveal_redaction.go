package moderation

import (
	"context"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// RevealRedaction gives the original and keeps who asked for it and why.
func (s *Service) RevealRedaction(ctx context.Context, req *moderationv1.RevealRedactionRequest) (*moderationv1.RevealRedactionResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.RevealRedactionResponse, error) {
		row, err := seen(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).Covers(row.UnitID) {
			return nil, fault.ErrDenied
		}
		original, err := s.open(row)
		if err != nil {
			return nil, err
		}
		if original == "" {
			return nil, ErrOriginalGone
		}
		reveal := tx.NewID()
		if _, err := tx.Exec(tx.Later(ctx, nil), `insert into redaction_reveal (tenant_id, id, redaction_id, reader_id, reason, create_time)
			values ($1, $2, $3, $4, $5, $6)`, tx.Tenant(), reveal, row.ID, access.From(ctx).Person, req.GetReason(), tx.Now()); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitReveal, Object: req.GetName(), After: map[string]any{"reveal": reveal, "subject": row.Subject}})
		return &moderationv1.RevealRedactionResponse{Original: original}, nil
	})
}
