package feature

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// trust is how long a process believes what it has read of the switches of a tenant.
const trust = 5 * time.Second

// most is how many tenants a process remembers: a caller without sign-in may name any.
const most = 1024

// Gate knows which features are on. It asks the database at most once in five seconds for a tenant; a switch that this
// process has turned counts at once. It is safe for concurrent use.
type Gate struct {
	db *db.DB

	mu    sync.Mutex
	known map[int]known
}

// known is what was read of the switches of one tenant.
type known struct {
	on map[string]bool
	at time.Time
}

// NewGate makes a gate over the switches of a database.
func NewGate(d *db.DB) *Gate { return &Gate{db: d, known: map[int]known{}} }

// Open passes where the feature is on in the tenant, and is ErrDisabled where it is off.
func (g *Gate) Open(ctx context.Context, tenant int, name string) error {
	on, err := g.Read(ctx, tenant)
	if err == nil && !on[name] {
		return ErrDisabled.With("feature", name)
	}
	return err
}

// Read tells which features are on in a tenant.
func (g *Gate) Read(ctx context.Context, tenant int) (map[string]bool, error) {
	now := g.db.Clock().Now(tenant)
	g.mu.Lock()
	last, ok := g.known[tenant]
	g.mu.Unlock()
	if age := now.Sub(last.at); ok && age >= 0 && age < trust {
		return last.on, nil
	}
	on, err := db.Read(access.AsSystem(ctx, tenant), g.db, read)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.known) >= most {
		clear(g.known)
	}
	g.known[tenant] = known{on, now}
	return on, nil
}

// read the switches that hold now; one without a row stands as it was declared.
func read(ctx context.Context, tx *db.Tx) (map[string]bool, error) {
	var keys []string
	on := map[string]bool{}
	for _, s := range declared {
		keys = append(keys, Prefix+s.Name)
		on[s.Name] = s.on
	}
	held, err := setting.Held(ctx, tx, tx.Now(), keys...)
	if err != nil {
		return nil, err
	}
	for key, row := range held {
		on[strings.TrimPrefix(key, Prefix)] = string(row.Value) == "true"
	}
	return on, nil
}

// Forget what was read of a tenant's switches: one of them has been turned.
func (g *Gate) Forget(tenant int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.known, tenant)
}
