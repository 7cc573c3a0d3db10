package identity

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/session"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PersonalData is what identity holds of a person: the sessions, and by whom else he is known.
type PersonalData struct{}

// OpenMatters are none: a session ends with the person.
func (PersonalData) OpenMatters(context.Context, *db.Tx, uuid.UUID) ([]string, error) {
	return nil, nil
}

// ExportPerson gives the sessions, and the issuers who know the person.
func (PersonalData) ExportPerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (any, error) {
	rows, err := tx.Session.Query().Where(session.PersonID(person)).Order(ent.Asc(session.FieldCreateTime)).All(ctx)
	type held struct {
		Method, Device          string
		CreateTime, RefreshTime time.Time
	}
	sessions := []held{}
	for _, s := range rows {
		sessions = append(sessions, held{s.Method, s.Device, s.CreateTime, s.RefreshTime})
	}
	if err != nil {
		return nil, err
	}
	known, err := tx.Query(ctx, "select issuer from external_identity where tenant_id = $1 and person_id = $2 order by issuer", tx.Tenant(), person)
	if err != nil {
		return nil, err
	}
	issuers, err := pgx.CollectRows(known, pgx.RowTo[string])
	return map[string]any{"sessions": sessions, "known_to": issuers}, err
}

// ErasePerson deletes the sessions with their tokens, the credential, and the ties to what others know the person by:
// nobody signs in as the person any more.
func (PersonalData) ErasePerson(ctx context.Context, tx *db.Tx, person uuid.UUID) (int64, error) {
	for _, sql := range []string{
		`delete from refresh_token where tenant_id = $1 and session_id in (select id from session where tenant_id = $1 and person_id = $2)`,
		`delete from recovery_code where tenant_id = $1 and credential_id = $2`,
		`delete from credential where tenant_id = $1 and id = $2`,
		`delete from oidc_invitation where tenant_id = $1 and person_id = $2`,
		`delete from external_identity where tenant_id = $1 and person_id = $2`,
	} {
		if _, err := tx.Exec(ctx, sql, tx.Tenant(), person); err != nil {
			return 0, err
		}
	}
	n, err := tx.Exec(ctx, "delete from session where tenant_id = $1 and person_id = $2", tx.Tenant(), person)
	tx.AccessChanged(person)
	return n, err
}
