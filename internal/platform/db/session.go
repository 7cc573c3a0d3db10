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
	replica   bool // reading: at the replica, which must have come to a place in the log
	must      uint64

	conn       *pgxpool.Conn // writing: held from the first statement on
	committing bool          // writing: COMMIT was sent, so its outcome may be unknown
	claim      *claim        // writing: the idempotency key of the request, nil without one
	queued     []queuedOne   // writing: changes that ride with the next round trip (Later)
	pending    []statement   // writing: audit, event and idempotency rows that ride with COMMIT
	changed    []uuid.UUID   // writing: whose access the transaction changes (AccessChanged)
	forgotten  []any         // writing: what of the tenant's memory it makes untrue (Forget)
	audited    bool
	over       bool // the Read or Write has returned: its Tx takes no statement any more
}

// session of one Read or Write, or of a try at one.
func (d *DB) session(ctx context.Context, write bool) *session {
	p := access.From(ctx)
	return &session{d: d, tenant: p.Tenant, now: d.cfg.Clock.Now(p.Tenant), write: write, principal: p, request: requestOf(ctx)}
}

// pool that the session takes its connections from.
func (s *session) pool() *pgxpool.Pool {
	if s.replica {
		return s.d.replica.pool
	}
	return s.d.pool
}

// station is where in a session a statement comes from.
type station struct {
	session *session
	later   *later // what Later has put off; nil for what is sent at once
	part    *part  // what runs Together with others; nil for what runs alone
}

type stationKey struct{}

// at is a context of a station.
func at(ctx context.Context, s station) context.Context {
	return context.WithValue(ctx, stationKey{}, &s)
}

// stationOf a context; an empty one outside of any session.
func stationOf(ctx context.Context) station {
	if s, ok := ctx.Value(stationKey{}).(*station); ok {
		return *s
	}
	return station{}
}

var errNoSession = errors.New("db: a statement outside db.Read and db.Write")

func sessionOf(ctx context.Context) (*session, error) {
	if s := stationOf(ctx).session; s != nil {
		return s, nil
	}
	return nil, errNoSession
}

// query runs one statement. The first row is read ahead, because pgx reports a failed execution only then.
func (s *session) query(ctx context.Context, sql string, args []any) (pgx.Rows, error) {
	one := statement{sql: sql, args: args}
	if s.over {
		return nil, errNoSession
	}
	from := stationOf(ctx)
	if from.later != nil {
		return noRows{}, s.queue(one, from.later.missed)
	}
	if from.part != nil {
		rows, err := from.part.ask([]statement{one})
		if err != nil {
			return nil, err
		}
		return rows[0], nil
	}
	if s.write && s.conn != nil && len(s.queued) == 0 {
		rows, err := s.conn.Query(ctx, sql, args...)
		return ahead(rows, err, nil)
	}
	results, err := s.send(ctx, s.pool(), one)
	if err != nil {
		return nil, err
	}
	rows, err := results.Query()
	return ahead(rows, err, results)
}

// sender is a connection or the pool.
type sender interface {
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// send sends statements in one round trip, behind what rides before them: the binding of the tenant, at the first ones of a
// writing session the start of the transaction and the idempotency claim, and what was to be sent later. The first answer
// that is left to read is that of the first statement. A writing session sends on its own connection, a reading one on the
// given.
func (s *session) send(ctx context.Context, on sender, statements ...statement) (pgx.BatchResults, error) {
	batch := &pgx.Batch{}
	first := s.write && s.conn == nil
	if first {
		conn, err := s.d.pool.Acquire(ctx)
		if err != nil {
			return nil, err
		}
		s.conn = conn
		batch.Queue("begin")
	}
	if first || !s.write {
		s.d.bind(batch, s.tenant, !s.write)
	}
	if s.replica {
		batch.Queue(caughtUp, lsn(s.must))
	}
	bound := batch.Len()
	if first && s.claim != nil {
		s.claim.queue(batch, s.tenant)
	}
	queued := s.queued
	s.queued = nil
	for _, q := range queued {
		batch.Queue(q.sql, q.args...)
	}
	for _, one := range statements {
		batch.Queue(one.sql, one.args...)
	}
	if s.write {
		on = s.conn
	}
	results := on.SendBatch(ctx, batch)
	for range bound {
		if _, err := results.Exec(); err != nil {
			return nil, errors.Join(err, results.Close())
		}
	}
	if first && s.claim != nil {
		if err := s.claim.read(results); err != nil {
			results.Close() // the outcome of the claim decides; the statements behind it are rolled back
			return nil, err
		}
	}
	for _, q := range queued {
		if err := q.settle(results); err != nil {
			results.Close() // one that was to be sent later has failed, and with it the transaction
			return nil, err
		}
	}
	return results, nil
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
		// The claim has to be known before anything is committed.
		if _, err := s.exec(ctx, "select 1", nil); err != nil {
			return err
		}
	}
	statements := s.pending
	if len(s.changed) > 0 {
		statements = append(statements, statement{noteAccess, []any{s.tenant, s.changed}})
		defer s.d.accessChanged(s.tenant, s.changed) // whatever the outcome: it may be unknown
	}
	defer s.forget()
	statements = append(statements, statement{sql: last})
	before := len(statements)
	locate := last == "commit" && s.d.replica != nil
	if locate {
		statements = append(statements, statement{sql: whereCommitted})
	}
	results, err := s.send(ctx, s.conn, statements...)
	if err != nil {
		return err
	}
	if locate {
		if err := s.locate(results, before); err != nil {
			results.Close() // says the same
			return err
		}
	}
	if err := results.Close(); err != nil || last != "commit" {
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
