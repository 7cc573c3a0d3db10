package db

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/haolinju/haolinju/internal/platform/access"
)

// statement is one SQL command with its arguments.
type statement struct {
	sql  string
	args []any
}

// session is what the statements of one Read or Write run on. A reading session holds nothing between statements; a
// writing one holds a connection from its first statement to its end.
type session struct {
	d         *DB
	tenant    int
	now       time.Time
	write     bool
	principal access.Principal
	request   Request

	conn       *pgxpool.Conn // writing: held from the first statement on
	committing bool          // writing: COMMIT was sent, so its outcome may be unknown
	claim      *claim        // writing: the idempotency key of the request, nil without one
	pending    []statement   // writing: audit, event and idempotency rows that ride with COMMIT
	changed    []uuid.UUID   // writing: whose access the transaction changes (AccessChanged)
	audited    bool
	over       bool // the Read or Write has returned: its Tx takes no statement any more
}

type sessionKey struct{}

var errNoSession = errors.New("db: a statement outside db.Read and db.Write")

func sessionOf(ctx context.Context) (*session, error) {
	s, ok := ctx.Value(sessionKey{}).(*session)
	if !ok {
		return nil, errNoSession
	}
	return s, nil
}

// query runs one statement. The binding of the tenant, and at the first statement of a writing session the start of the
// transaction and the idempotency claim, ride in the same round trip. The first row is read ahead, because pgx reports a
// failed execution only then.
func (s *session) query(ctx context.Context, sql string, args []any) (pgx.Rows, error) {
	if s.over {
		return nil, errNoSession
	}
	if s.write && s.conn != nil {
		rows, err := s.conn.Query(ctx, sql, args...)
		return ahead(rows, err, nil)
	}
	batch := &pgx.Batch{}
	if !s.write {
		s.d.bind(batch, s.tenant, true)
		batch.Queue(sql, args...)
		results := s.d.pool.SendBatch(ctx, batch)
		return last(results, batch.Len())
	}
	conn, err := s.d.pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	s.conn = conn
	batch.Queue("begin")
	s.d.bind(batch, s.tenant, false)
	bound := batch.Len()
	if s.claim != nil {
		s.claim.queue(batch, s.tenant)
	}
	batch.Queue(sql, args...)
	results := conn.SendBatch(ctx, batch)
	for range bound {
		if _, err := results.Exec(); err != nil {
			return nil, errors.Join(err, results.Close())
		}
	}
	if s.claim != nil {
		if err := s.claim.read(results); err != nil {
			results.Close() // the outcome of the claim decides; the statement behind it is rolled back
			return nil, err
		}
	}
	rows, err := results.Query()
	return ahead(rows, err, results)
}

// last skips the answers of a batch up to that of its last statement.
func last(results pgx.BatchResults, length int) (pgx.Rows, error) {
	for range length - 1 {
		if _, err := results.Exec(); err != nil {
			return nil, errors.Join(err, results.Close())
		}
	}
	rows, err := results.Query()
	return ahead(rows, err, results)
}

func ahead(rows pgx.Rows, err error, results pgx.BatchResults) (pgx.Rows, error) {
	r := &aheadRows{Rows: rows, results: results}
	if err != nil {
		if results != nil {
			err = errors.Join(err, results.Close())
		}
		return nil, err
	}
	r.waiting, r.ok = true, rows.Next()
	if !r.ok {
		r.Close()
		if err := r.Err(); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// exec runs one statement and tells how many rows it changed.
func (s *session) exec(ctx context.Context, sql string, args []any) (pgconn.CommandTag, error) {
	rows, err := s.query(ctx, sql, args)
	if err != nil {
		return pgconn.CommandTag{}, err
	}
	rows.Close()
	return rows.CommandTag(), rows.Err()
}

// finish writes the pending rows and sends the last statement, in one round trip.
func (s *session) finish(ctx context.Context, last string) error {
	if s.conn == nil {
		// Nothing but pending rows: they still need the transaction and the claim.
		if _, err := s.exec(ctx, "select 1", nil); err != nil {
			return err
		}
	}
	batch := &pgx.Batch{}
	for _, p := range s.pending {
		batch.Queue(p.sql, p.args...)
	}
	if len(s.changed) > 0 {
		batch.Queue(noteAccess, s.tenant, s.changed)
		defer s.d.accessChanged(s.tenant, s.changed) // whatever the outcome: it may be unknown
	}
	batch.Queue(last)
	if err := s.conn.SendBatch(ctx, batch).Close(); err != nil || last != "commit" {
		return err
	}
	s.conn.Release()
	s.conn = nil
	return nil
}

// rollback gives the connection back with nothing left of the transaction.
func (s *session) rollback(ctx context.Context) {
	if s.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := s.conn.Exec(ctx, "rollback"); err != nil {
		s.conn.Conn().Close(ctx) // a connection in an unknown state never goes back to the pool
	}
	s.conn.Release()
	s.conn = nil
}

// aheadRows gives back the row that was read ahead, and closes the batch it came in.
type aheadRows struct {
	pgx.Rows
	results pgx.BatchResults
	waiting bool
	ok      bool
	err     error
	closed  bool
}

func (r *aheadRows) Next() bool {
	if r.waiting {
		r.waiting = false
		return r.ok
	}
	if r.closed {
		return false
	}
	if r.Rows.Next() {
		return true
	}
	r.Close()
	return false
}

func (r *aheadRows) Close() {
	if r.closed {
		return
	}
	r.closed = true
	r.Rows.Close()
	r.err = r.Rows.Err()
	if r.results != nil {
		if err := r.results.Close(); r.err == nil {
			r.err = err
		}
	}
}

func (r *aheadRows) Err() error {
	if r.err != nil {
		return r.err
	}
	return r.Rows.Err()
}

// row is the first row of an answer.
type row struct {
	rows pgx.Rows
	err  error
}

// Scan reads the row; pgx.ErrNoRows where there is none.
func (r row) Scan(dest ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return pgx.ErrNoRows
	}
	if err := r.rows.Scan(dest...); err != nil {
		return err
	}
	r.rows.Close()
	return r.rows.Err()
}
