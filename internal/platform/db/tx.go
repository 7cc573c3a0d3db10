package db

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Tx is what a capability reads and writes with. Its statements belong to the tenant of the caller; they must be given
// the context that came with it.
type Tx struct {
	*ent.Client
	s *session
}

// How a row is read by its id (Row): as it is, or so that it stays as it is until the transaction is over, for all who share it or for one.
const (
	Unlocked  = ""
	ForShare  = " FOR SHARE"
	ForUpdate = " FOR UPDATE"
)

// Now is the time of the tenant: UTC, cut to the microsecond, the same during the whole Read or Write.
func (tx *Tx) Now() time.Time { return tx.s.now }

// Device is the device that the client says it is; empty where it does not. No limit may rest on it alone.
func (tx *Tx) Device() string { return tx.s.request.Device }

// Tenant that the rows belong to.
func (tx *Tx) Tenant() int { return tx.s.tenant }

// Origin is the address of the client whose call this is; empty without a call.
func (tx *Tx) Origin() string { return tx.s.request.Origin }

// NewID makes the id of a new row: UUIDv7 at the transaction's time.
func (tx *Tx) NewID() uuid.UUID { return newID(tx.s.now) }

// IDOr is the id that a client has chosen, or a new one.
func (tx *Tx) IDOr(given string) (uuid.UUID, error) {
	if given == "" {
		return tx.NewID(), nil
	}
	return uuid.Parse(given)
}

// ChosenID is IDOr, and refuses on its field what is no UUIDv7.
func (tx *Tx) ChosenID(field, given string) (uuid.UUID, error) {
	id, err := tx.IDOr(given)
	if err != nil || id.Version() != 7 {
		return uuid.Nil, fault.ErrInvalid.OnField(field, "应为第 7 版 UUID", "it must be a UUID of version 7")
	}
	return id, nil
}

// Exec runs hand-written SQL, which must carry tenant_id for each table, and tells how many rows it changed.
func (tx *Tx) Exec(ctx context.Context, sql string, args ...any) (int64, error) {
	tag, err := tx.s.exec(ctx, sql, args)
	return tag.RowsAffected(), err
}

// Query runs hand-written SQL, which must carry tenant_id for each table. The rows must be closed.
func (tx *Tx) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return tx.s.query(ctx, sql, args)
}

// QueryRow runs hand-written SQL, which must carry tenant_id for each table, and gives its first row.
func (tx *Tx) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	rows, err := tx.s.query(ctx, sql, args)
	return row{rows, err}
}

// Next takes the next number, from 1, of a counter of the tenant. The counter stays locked until the commit, so it is
// taken as late as can be; a number given to a transaction that is rolled back is given again.
func (tx *Tx) Next(ctx context.Context, counter string) (int64, error) {
	var n int64
	err := tx.QueryRow(ctx, `insert into counter as c (tenant_id, name, value) values ($1, $2, 1)
		on conflict (tenant_id, name) do update set value = c.value + 1 where c.tenant_id = $1 returning value`,
		tx.s.tenant, counter).Scan(&n)
	return n, err
}

// AccessChanged says that this transaction changes what principals rest on: memberships, sessions or credentials of the
// named persons and clients, or, with nobody named, the tree or the roles, on which all of the tenant rest. Every write of
// such a row calls it. The note rides with the commit, after which no process trusts what it knew for more than seconds.
func (tx *Tx) AccessChanged(subjects ...uuid.UUID) {
	if len(subjects) == 0 {
		subjects = []uuid.UUID{uuid.Nil}
	}
	tx.s.changed = append(tx.s.changed, subjects...)
}

// Explain turns the breach of a named constraint into what it means to a caller, for who wants to say more of it; anything else
// is left for the door to judge.
func (tx *Tx) Explain(err error) error {
	if code(err) != "" && strings.HasPrefix(code(err), "23") {
		return tx.s.d.explain(err)
	}
	return err
}
