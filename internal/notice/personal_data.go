package notice

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/mailaddress"
	"github.com/haolinju/haolinju/ent/notice"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what notice holds of a person: what he was told, where he reads his mail, and how many messages he has consented
// to.
type PersonalData struct{ *Service }

// OpenMatters are none: what was not sent yet is not sent any more.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the notices, the mail address and the quotas.
func (p PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Notice.Query().Where(notice.PersonID(person)).Order(ent.Asc(notice.FieldCreateTime)).All(ctx)
	if err != nil {
		return nil, err
	}
	type held struct {
		Subject     string
		Title, Text any
		CreateTime  time.Time
	}
	notices := []held{}
	for _, n := range rows {
		notices = append(notices, held{n.Subject, n.Title, n.Text, n.CreateTime})
	}
	address := ""
	row, err := tx.MailAddress.Query().Where(mailaddress.ID(person)).Only(ctx)
	if err == nil {
		address, err = p.Keeper.Open(mailColumn, tx.Tenant(), row.ID, row.AddressCipher)
	}
	if err != nil && !ent.IsNotFound(err) {
		return nil, err
	}
	left, err := tx.Query(ctx, "select template, remaining from message_quota where tenant_id = $1 and person_id = $2 order by template", tx.Tenant(), person)
	if err != nil {
		return nil, err
	}
	type quota struct {
		Template  string
		Remaining int
	}
	quotas, err := pgx.CollectRows(left, pgx.RowToStructByPos[quota])
	return map[string]any{"notices": notices, "mail_address": address, "message_quotas": quotas}, err
}

// ErasePerson deletes all of it: it is of use to the person alone.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (total int64, err error) {
	for _, sql := range []string{
		`delete from delivery where tenant_id = $1 and notice_id in (select id from notice where tenant_id = $1 and person_id = $2)`,
		`delete from notice where tenant_id = $1 and person_id = $2`,
		`delete from mail_address where tenant_id = $1 and id = $2`,
		`delete from message_quota where tenant_id = $1 and person_id = $2`,
	} {
		n, err := tx.Exec(ctx, sql, tx.Tenant(), person)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}
