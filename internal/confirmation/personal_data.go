package confirmation

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what is held of whoever was asked: that he was, and what he answered.
type PersonalData struct{}

// OpenMatters are none.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the issues about which the person was asked, and his answers.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	type held struct {
		Issue      string
		Solved     *bool
		AnswerTime *time.Time
	}
	rows, err := tx.Query(ctx, `select 'issues/' || c.issue_id, v.solved, v.answer_time from joint_voter v
		join joint_confirmation c on c.tenant_id = v.tenant_id and c.id = v.confirmation_id
		where v.tenant_id = $1 and c.tenant_id = $1 and v.person_id = $2 order by c.create_time, c.id`, tx.Tenant(), person)
	if err != nil {
		return nil, err
	}
	answers, err := pgx.CollectRows(rows, pgx.RowToStructByPos[held])
	return map[string]any{"confirmations": answers}, err
}

// ErasePerson removes that he was asked and what he answered; the count of a joint_confirmation stays, as it was decided by it.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	return tx.Exec(ctx, "delete from joint_voter where tenant_id = $1 and person_id = $2", tx.Tenant(), person)
}
