package identity

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// externalSubject is under which name another issuer knows a person.
var externalSubject = crypto.Column{Table: "external_identity", Name: "subject"}

// external finds the person whom an issuer knows by a subject; Nil where there is none. Two who come as one subject at once
// wait for each other: the second finds what the first has bound.
func (s *Service) external(ctx context.Context, tx *db.Tx, issuer, subject string) (person uuid.UUID, err error) {
	if _, err = tx.Exec(ctx, "select pg_advisory_xact_lock(hashtextextended($1, $2))",
		issuer+" "+s.Keeper.Digest(externalSubject, tx.Tenant(), subject), tx.Tenant()); err != nil {
		return uuid.Nil, err
	}
	err = tx.QueryRow(ctx, `select person_id from external_identity where tenant_id = $1 and issuer = $2 and subject_index = any($3)`,
		tx.Tenant(), issuer, s.Keeper.Indexes(externalSubject, tx.Tenant(), subject)).Scan(&person)
	if errors.Is(err, pgx.ErrNoRows) {
		return uuid.Nil, nil
	}
	return person, err
}

// bind makes a subject of an issuer stand for a person.
func (s *Service) bind(ctx context.Context, tx *db.Tx, issuer, subject string, person uuid.UUID) error {
	id := tx.NewID()
	sealed, err := s.Keeper.Seal(externalSubject, tx.Tenant(), id, subject)
	if err != nil {
		return err
	}
	if _, err = tx.Exec(ctx, `insert into external_identity (tenant_id, id, issuer, subject_cipher, subject_index, person_id, create_time)
		values ($1, $2, $3, $4, $5, $6, $7)`, tx.Tenant(), id, issuer, sealed, s.Keeper.Index(externalSubject, tx.Tenant(), subject),
		person, tx.Now()); err != nil {
		return err
	}
	tx.Audit(db.Audit{Action: "identity.external.bind", Object: name.Of("persons", person), After: map[string]any{"issuer": issuer}})
	return nil
}

// OpenID is by what the mini-program knows a person; empty where he has never signed in by it.
func (s *Service) OpenID(ctx context.Context, tx *db.Tx, person uuid.UUID) (string, error) {
	if s.WeChat == nil {
		return "", nil
	}
	var id uuid.UUID
	var sealed []byte
	err := tx.QueryRow(ctx, `select id, subject_cipher from external_identity where tenant_id = $1 and person_id = $2 and issuer = $3
		order by create_time desc, id desc limit 1`, tx.Tenant(), person, s.WeChat.Issuer()).Scan(&id, &sealed)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return s.Keeper.Open(externalSubject, tx.Tenant(), id, sealed)
}
