// Package feed tells what happens in a tenant to those who work by it. It wakes those who wait: for the next event, or for the end
// of an operation, which is told by an event too. It hands every numbered event, once, to each reader that keeps its own
// account of them (Follow), and lets callers read on from where they stand (Begin, Look), page by page or as a stream (Tell).
//
// However many wait, the database is looked at once a tick, and only while somebody waits.
package feed

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Feed knows how far the events of the tenants are numbered. It is safe for concurrent use.
type Feed struct {
	db *db.DB

	mu    sync.Mutex
	heads map[int]int64         // by tenant, as of the last look
	news  map[int]chan struct{} // by tenant, closed at the next look that finds more
}

// New makes a feed over the events of a database.
func New(d *db.DB) *Feed {
	return &Feed{db: d, heads: map[int]int64{}, news: map[int]chan struct{}{}}
}

// News is closed once more events of the tenant are numbered than at the last look. Whoever waits takes it first, then
// reads, and waits only for what the reading has not shown.
func (f *Feed) News(tenant int) <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.news[tenant] == nil {
		f.news[tenant] = make(chan struct{})
	}
	return f.news[tenant]
}

// head is how far the events of one tenant are numbered.
type head struct {
	Tenant   int
	Position int64
}

// Look at the database and wake those who have news.
func (f *Feed) Look(ctx context.Context) error {
	f.mu.Lock()
	idle := len(f.news) == 0
	f.mu.Unlock()
	if idle {
		return nil
	}
	heads, err := db.Call(ctx, f.db, pgx.RowToStructByPos[head], "stream_heads")
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, h := range heads {
		if h.Position == f.heads[h.Tenant] {
			continue
		}
		f.heads[h.Tenant] = h.Position
		if waiting := f.news[h.Tenant]; waiting != nil {
			close(waiting)
			delete(f.news, h.Tenant)
		}
	}
	return nil
}
