package scoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/scoresheet"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// ScoreSheetFacts decide who reaches a score sheet: its judge alone, as ownSheet reads them.
func ScoreSheetFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	sheet, err := tx.ScoreSheet.Query().Where(scoresheet.ID(ids[1]), scoresheet.CampaignID(ids[0])).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	return access.Facts{Permission: permitSeeSheet, Owners: []uuid.UUID{sheet.JudgeID}}, nil
}
