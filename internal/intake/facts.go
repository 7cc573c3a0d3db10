package intake

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/disclosure"
)

// Facts decide who reaches an issue, as visible reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	row, err := tx.Issue.Row(ctx, tx.Tenant(), ids[0], db.Unlocked)
	if err != nil {
		return access.Facts{}, err
	}
	f := access.Facts{Permission: permitGet, Matter: disclosure.Matter(row), Units: append([]uuid.UUID{row.UnitID}, row.AssistUnitIds...)}
	if row.ReporterID != nil {
		f.Owners = []uuid.UUID{*row.ReporterID}
	}
	if row.LeadUnitID != nil {
		f.Units = append(f.Units, *row.LeadUnitID)
	}
	return f, nil
}

// Reporters are who is told of what happens to an issue: who raised it, if he has an account.
func Reporters(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	row, err := tx.Issue.Row(ctx, tx.Tenant(), id, db.Unlocked)
	if err != nil || row.ReporterID == nil {
		return nil, err
	}
	return []uuid.UUID{*row.ReporterID}, nil
}
