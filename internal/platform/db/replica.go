package db

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// oldest is how old an answer of the replica may be.
	oldest = 2 * time.Second
	// lookEvery is how often the replica is looked at, and lookTime the longest time of it.
	lookEvery = time.Second
	lookTime  = time.Second / 2
)

// replica is a standby that follows the database by streaming replication. It answers reads that may be a little old, in calls
// that say so (Request.Old), but not what the program asks in its own name, under three conditions: it has replayed
//
//   - what the database had committed at the last look, at most 2 s ago;
//   - what this process has committed in the tenant;
//   - what the caller has been told of, by whichever process (Request.After).
//
// The conditions are asked of the standby in the batch of each statement, so they hold whatever stands behind its address. An answer
// of the standby is believed and a refusal is not: whatever fails there is run anew on the database.
type replica struct {
	pool *pgxpool.Pool
	last atomic.Pointer[look] // nil where it may not be used

	mu        sync.RWMutex
	committed map[int]Position // by tenant, of this process

	answered, repeated atomic.Uint64
}

// look is what was seen of the database.
type look struct {
	at   Position
	time time.Time // before it was asked
}

// caughtUp fails on a standby that has not come as far as it must, and on what is no standby any more.
const caughtUp = "select 1 / (pg_is_in_recovery() and pg_last_wal_replay_lsn() >= $1::text::pg_lsn)::int"

// whereCommitted is asked in the round trip of a commit, behind it. What is flushed holds the commit; the place of the next insertion
// may be one that no record ever ends at.
const whereCommitted = "select l::text, substr(pg_walfile_name(l), 1, 8) from pg_current_wal_flush_lsn() l"

// must is how far the replica has to be for a read; false where it may not be asked.
func (r *replica) must(now time.Time, tenant int, after Position) (lsn uint64, ok bool) {
	last := r.last.Load()
	if last == nil || now.Before(last.time) || now.Sub(last.time) > oldest {
		return 0, false
	}
	r.mu.RLock()
	own := r.committed[tenant]
	r.mu.RUnlock()
	lsn = last.at.LSN
	for _, p := range []Position{own, after} {
		if p.Timeline > last.at.Timeline {
			return 0, false // there was a failover since the last look
		}
		if p.Timeline == last.at.Timeline { // what is left of an older timeline lies before this one
			lsn = max(lsn, p.LSN)
		}
	}
	return lsn, true
}

// note that this process has committed something in a tenant.
func (r *replica) note(tenant int, p Position) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if was := r.committed[tenant]; p.Timeline > was.Timeline || p.Timeline == was.Timeline && p.LSN > was.LSN {
		r.committed[tenant] = p
	}
}

// count how a read at the replica has ended. One that is away is not asked again until it has been seen.
func (r *replica) count(err error) {
	switch {
	case err == nil:
		r.answered.Add(1)
		return
	case isAway(err):
		r.last.Store(nil)
	}
	r.repeated.Add(1)
}

// fromReplica does the work on the replica; false where it may not be asked, or did not answer within half of the time that there is.
func (d *DB) fromReplica(ctx context.Context, w work) (answer any, ok bool) {
	if d.replica == nil {
		return nil, false
	}
	s := d.session(ctx, false)
	if !s.request.Old || s.principal.System { // what the program asks in its own name decides who may do what
		return nil, false
	}
	if s.must, s.replica = d.replica.must(d.cfg.Clock.Now(0), s.tenant, s.request.After); !s.replica {
		return nil, false
	}
	if deadline, limited := ctx.Deadline(); limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Until(deadline)/2)
		defer cancel()
	}
	answer, err := s.once(ctx, w)
	d.replica.count(err)
	return answer, err == nil
}

// locate reads the answers of a commit, and where in the log it lies.
func (s *session) locate(results pgx.BatchResults, before int) error {
	for range before {
		if _, err := results.Exec(); err != nil {
			return err
		}
	}
	at, err := position(results.QueryRow())
	if err == nil {
		s.committed(at)
	}
	return err
}

// committed tells where in the log a change of this session lies.
func (s *session) committed(at Position) {
	s.d.replica.note(s.tenant, at)
	if s.request.Committed != nil {
		s.request.Committed(at)
	}
}

// position reads the answer to whereCommitted.
func position(row pgx.Row) (p Position, err error) {
	var at, timeline string
	if err := row.Scan(&at, &timeline); err != nil {
		return p, err
	}
	if p.LSN, err = parseLSN(at); err != nil {
		return p, err
	}
	_, err = fmt.Sscanf(timeline, "%X", &p.Timeline)
	return p, err
}

// FollowReplica looks at the replica, where there is one, until the context ends.
func (d *DB) FollowReplica(ctx context.Context) {
	if d.replica == nil {
		return
	}
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for said := ""; ; {
		says := "the replica is read"
		if err := d.LookAtReplica(ctx); err != nil {
			says = "the replica is not read: " + err.Error()
		}
		if said != says && ctx.Err() == nil {
			d.cfg.Log.WarnContext(ctx, says)
			said = says
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// LookAtReplica finds out whether the replica may be read, and how far it has to be for that.
func (d *DB) LookAtReplica(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	seen, err := d.compare(ctx)
	if err != nil {
		d.replica.last.Store(nil)
		return err
	}
	d.replica.last.Store(&seen)
	return nil
}

// compare the replica with the database: it must be a standby of it, on its timeline, and know the caller by the same role, which
// Check has found to be bound by row-level security.
func (d *DB) compare(ctx context.Context) (look, error) {
	type identity struct {
		role   string
		system int64
	}
	who := "select current_user::text, system_identifier from pg_control_system()"
	var database, standby identity
	seen := look{time: d.cfg.Clock.Now(0)}
	err := d.pool.QueryRow(ctx, who).Scan(&database.role, &database.system)
	if err == nil {
		seen.at, err = position(d.pool.QueryRow(ctx, whereCommitted))
	}
	if err != nil {
		return seen, fmt.Errorf("the database: %w", err)
	}
	var recovering bool
	var timeline uint32
	if err := d.replica.pool.QueryRow(ctx, who).Scan(&standby.role, &standby.system); err != nil {
		return seen, err
	}
	if err := d.replica.pool.QueryRow(ctx, "select pg_is_in_recovery(), timeline_id from pg_control_checkpoint()").Scan(&recovering, &timeline); err != nil {
		return seen, err
	}
	switch {
	case standby.system != database.system || !recovering:
		return seen, errors.New("it is no standby of the database")
	case standby.role != database.role:
		return seen, fmt.Errorf("it is connected to as %q, the database as %q", standby.role, database.role)
	case timeline != seen.at.Timeline:
		return seen, errors.New("it has not come to the database's timeline yet")
	}
	return seen, nil
}

// ReplicaReads are the reads that the replica has answered, and those that were run anew on the database because it did not.
func (d *DB) ReplicaReads() (answered, repeated uint64) {
	return d.replica.answered.Load(), d.replica.repeated.Load()
}

// HasReplica says whether there is one, in use or not.
func (d *DB) HasReplica() bool { return d.replica != nil }
