package notice

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/notice"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what notice holds of a person: what he was told, and by which ways.
type PersonalData struct{}

// OpenMatters are none: what was not sent yet is not sent any more.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the notices.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Notice.Query().Where(notice.PersonID(person)).Order(ent.Asc(notice.FieldCreateTime)).All(ctx)
	type held struct {
		Subject     string
		Title, Text any
		CreateTime  time.Time
	}
	notices := []held{}
	for _, n := range rows {
		notices = append(notices, held{n.Subject, n.Title, n.Text, n.CreateTime})
	}
	return map[string]any{"notices": notices}, err
}

// ErasePerson deletes the notices with their deliveries: they are of use to the person alone.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	if _, err := tx.Exec(ctx, `delete from delivery where tenant_id = $1 and notice_id in
		(select id from notice where tenant_id = $1 and person_id = $2)`, tx.Tenant(), person); err != nil {
		return 0, err
	}
	return tx.Exec(ctx, "delete from notice where tenant_id = $1 and person_id = $2", tx.Tenant(), person)
}
