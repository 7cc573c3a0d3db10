package principal

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// pollEvery is how often a process asks what others have changed; two polls may fail before trust is over.
const pollEvery = 2 * time.Second

// pollWithin is how long the database has to answer.
const pollWithin = 5 * time.Second

// change is one answer of access_changes: whose access a transaction changed, or, without tenant, the next horizon.
type change struct {
	Tenant   *int
	Subject  *uuid.UUID
	Position int64
}

// ahead is one answer of clocks_ahead.
type ahead struct {
	Tenant       int
	Microseconds int64
}

// noted is a change that was acted on.
type noted struct {
	actor
	position int64
}

// Watch polls until the context ends.
func (r *Resolver) Watch(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		if err := r.pollOnce(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "poll of changed access", "cause", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// pollOnce gives up on a database that does not answer at all: the next poll may find another.
func (r *Resolver) pollOnce(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, pollWithin)
	defer cancel()
	return r.Poll(ctx)
}

// Poll forgets the principals whose ground was changed since the last poll, by whatever process, and reads the clocks of
// the districts made for tests. The first one forgets all.
func (r *Resolver) Poll(ctx context.Context) error {
	r.polling.Lock()
	defer r.polling.Unlock()
	at := r.db.Clock().Now(0)
	changes, err := db.Call(ctx, r.db, pgx.RowToStructByPos[change], "access_changes", r.horizon)
	if err != nil {
		return err
	}
	clocks, err := db.Call(ctx, r.db, pgx.RowToStructByPos[ahead], "clocks_ahead")
	if err != nil {
		return err
	}
	set := map[int]time.Duration{}
	for _, c := range clocks {
		set[c.Tenant] = time.Duration(c.Microseconds) * time.Microsecond
	}
	r.clocks.PutAll(set)
	if r.horizon == nil {
		r.principals.clear()
	}
	seen := map[noted]bool{}
	for _, c := range changes {
		if c.Tenant == nil {
			r.horizon = &c.Position
			continue
		}
		n := noted{actor{*c.Tenant, *c.Subject}, c.Position}
		seen[n] = true
		if !r.seen[n] { // a transaction that stays open holds the horizon back
			r.principals.drop(n.tenant, []uuid.UUID{n.id})
		}
	}
	r.seen = seen
	r.principals.sure(at)
	return nil
}
