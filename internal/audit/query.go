package audit

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// entry is one row of the audit, which is no entity: only the sequencer and the partitions of the database know it else.
type entry struct {
	ID         uuid.UUID                  `json:"id"`
	Position   *int64                     `json:"position"`
	Time       time.Time                  `json:"time"`
	ActorID    *uuid.UUID                 `json:"actor_id"`
	ActorKind  string                     `json:"actor_kind"`
	Origin     string                     `json:"origin"`
	RequestID  string                     `json:"request_id"`
	Action     string                     `json:"action"`
	Object     string                     `json:"object"`
	Result     string                     `json:"result"`
	Before     map[string]json.RawMessage `json:"before"`
	After      map[string]json.RawMessage `json:"after"`
	OnBehalfOf *uuid.UUID                 `json:"on_behalf_of_id"`
}

var columns = []string{"id", "position", "time", "actor_id", "actor_kind", "origin", "request_id", "action", "object", "result", "before", "after", "on_behalf_of_id"}

// part is what a query of entries is made of.
type part func(*sql.Selector)

// query reads entries of the tenant as page.Read asks for them.
type query struct {
	tx    *db.Tx
	parts []part
}

func (q *query) Where(parts ...part) *query {
	q.parts = append(q.parts, parts...)
	return q
}

func (q *query) Order(parts ...part) *query { return q.Where(parts...) }

func (q *query) Limit(n int) *query { return q.Where(func(s *sql.Selector) { s.Limit(n) }) }

func (q *query) Clone() *query { return &query{tx: q.tx, parts: slices.Clone(q.parts)} }

func (q *query) selector(columns ...string) *sql.Selector {
	table := sql.Table("audit")
	s := sql.Dialect(dialect.Postgres).Select(table.Columns(columns...)...).From(table).Where(sql.EQ(table.C("tenant_id"), q.tx.Tenant()))
	for _, apply := range q.parts {
		apply(s)
	}
	return s
}

// Count the entries.
func (q *query) Count(ctx context.Context) (n int, err error) {
	text, args := q.selector().Count().Query()
	err = q.tx.QueryRow(ctx, text, args...).Scan(&n)
	return n, err
}

// All entries.
func (q *query) All(ctx context.Context) ([]*entry, error) {
	text, args := q.selector(columns...).Query()
	rows, err := q.tx.Query(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToAddrOfStructByPos[entry])
}
