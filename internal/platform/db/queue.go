package db

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Queued is the transaction as the client of the job queue takes it, so that a job is asked for together with the change
// that needs it. The queue's client uses the methods below and no other.
func (tx *Tx) Queued() pgx.Tx { return queued{s: tx.s} }

type queued struct {
	pgx.Tx
	s *session
}

func (q queued) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return q.s.exec(ctx, sql, args)
}

func (q queued) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return q.s.query(ctx, sql, args)
}

func (q queued) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	rows, err := q.s.query(ctx, sql, args)
	return row{rows, err}
}

// Conn is asked for its configuration only; nil before the first statement.
func (q queued) Conn() *pgx.Conn {
	if q.s.conn == nil {
		return nil
	}
	return q.s.conn.Conn()
}
