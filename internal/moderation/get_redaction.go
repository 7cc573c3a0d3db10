package moderation

import (
	"context"

	"github.com/google/uuid"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent/redaction"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// GetRedaction returns one redaction.
func (s *Service) GetRedaction(ctx context.Context, req *moderationv1.GetRedactionRequest) (*moderationv1.Redaction, error) {
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*moderationv1.Redaction, error) {
		row, err := seen(ctx, tx, req.GetName())
		if err != nil {
			return nil, err
		}
		return toRedaction(row), nil
	})
}

// RedactionFacts decide who reaches a redaction, as seen reads them.
func RedactionFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Redaction.Query().Where(redaction.ID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	f := access.Facts{Permission: permitRedactions, Units: []uuid.UUID{row.UnitID}}
	if row.AuthorID != nil {
		f.Owners = []uuid.UUID{*row.AuthorID}
	}
	return f, nil
}

// Authors are who is told of what happens to a redaction: whose words they are.
func Authors(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	f, err := RedactionFacts(ctx, tx, []uuid.UUID{id})
	return f.Owners, err
}
