package scoring

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/scoresheet"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// PersonalData is what scoring holds of a judge.
type PersonalData struct{}

// OpenMatters are none: another judge gives what is missing.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the judge's remarks.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	sheets, err := tx.ScoreSheet.Query().Where(scoresheet.JudgeID(person)).Order(page.Oldest).All(ctx)
	type held struct{ ScoreSheet, State, Remark string }
	out := []held{}
	for _, s := range sheets {
		out = append(out, held{part(s.CampaignID, "scoreSheets", s.ID), s.State, s.Remark})
	}
	return map[string]any{"score_sheets": out}, err
}

// ErasePerson clears the judge's remarks. His scores stay: the tallies do not change.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	return tx.Exec(ctx, `update score_sheet set remark = '', version = version + 1, update_time = $3 where tenant_id = $1 and judge_id = $2`,
		tx.Tenant(), person, tx.Now())
}
