// Package db is the only door to the database: Read and Write.
//
// Both bind the tenant of the caller without a round trip of its own, so that row-level security and the tenant
// predicate of every statement agree. Write holds a change, its audit row, its event and the stored answer of its
// idempotency key in one transaction, and repeats the whole of it when the database asks for that.
//
// Invariants: 1. no statement runs outside Read and Write (driver); 2. every statement of ent on a tenant's table carries
// the tenant predicate (scope.go); 3. a Write without an audit row fails (Write); 4. one idempotency key has one effect
// (claim, idempotency_key_pkey).
package db

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db/column"
)

// Binding is how the tenant reaches the row-level security policies.
type Binding string

// The two ways of binding: the first is cheaper, the second also reaches the workers of Citus.
const (
	BindSetConfig Binding = "set_config"
	BindSetLocal  Binding = "set_local"
)

// UnmarshalText takes the name of a binding.
func (b *Binding) UnmarshalText(text []byte) error {
	if binding := Binding(text); binding != BindSetConfig && binding != BindSetLocal {
		return errors.New("must be one of set_config, set_local")
	}
	*b = Binding(text)
	return nil
}

// Config of the database door.
type Config struct {
	URL         string // DSN of the application's role
	ReplicaURL  string // the same of a standby that reads may go to; empty for none
	MaxConns    int32  // 16 suits two cores; more is slower
	ExecMode    string // pgx mode: cache_statement on a direct connection, cache_describe behind PgBouncer
	Binding     Binding
	Clock       clock.Clock
	Keeper      *crypto.Keeper   // encrypts the stored answers of idempotency keys
	Constraints map[string]error // what the breach of a named constraint means to a caller
	KeepKeys    time.Duration    // how long an idempotency key is remembered
	Tracer      pgx.QueryTracer  // sees every statement; nil for none
	Log         *slog.Logger
}

// DB is a pool of connections of the application's role.
type DB struct {
	cfg     Config
	pool    *pgxpool.Pool
	replica *replica // nil for none
	client  *ent.Client
	bind    func(b *pgx.Batch, tenant int, readOnly bool)

	memory memory

	accessChanged func(tenant int, subjects []uuid.UUID)
}

// Open connects lazily: a database that is away shows at the first call and in Ping.
func Open(ctx context.Context, cfg Config) (*DB, error) {
	pool, err := open(ctx, cfg, cfg.URL)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	d := &DB{cfg: cfg, pool: pool, bind: setConfig, accessChanged: func(int, []uuid.UUID) {}}
	if cfg.Binding == BindSetLocal {
		d.bind = setLocal
	}
	if cfg.ReplicaURL != "" {
		standby, err := open(ctx, cfg, cfg.ReplicaURL)
		if err != nil {
			pool.Close()
			return nil, fmt.Errorf("replica address: %w", err)
		}
		d.replica = &replica{pool: standby, committed: map[int]Position{}}
	}
	d.client = scoped(ent.NewClient(ent.Driver(driver{})))
	return d, nil
}

// prepared is how many statements a connection keeps prepared, the latest used ones. Each takes memory here and many times more in the
// database, and room is made for all of them at once.
const prepared = 256

// open a pool to an address.
func open(ctx context.Context, cfg Config, url string) (*pgxpool.Pool, error) {
	pc, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	if cfg.MaxConns > 0 {
		pc.MaxConns = cfg.MaxConns
	}
	switch cfg.ExecMode {
	case "", "cache_statement":
		pc.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeCacheStatement
		pc.ConnConfig.StatementCacheCapacity = prepared
		pc.ConnConfig.DescriptionCacheCapacity = 0 // of the other mode
	case "cache_describe":
		pc.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
		pc.ConnConfig.StatementCacheCapacity = 0
	default:
		return nil, fmt.Errorf("database mode %q: use cache_statement or cache_describe", cfg.ExecMode)
	}
	if pc.ConnConfig.ConnectTimeout == 0 {
		pc.ConnConfig.ConnectTimeout = 2 * time.Second
	}
	pc.ConnConfig.Tracer = cfg.Tracer
	pc.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		column.Register(conn.TypeMap())
		return nil
	}
	return pgxpool.NewWithConfig(ctx, pc)
}

// Close gives all connections back.
func (d *DB) Close() {
	d.pool.Close()
	if d.replica != nil {
		d.replica.pool.Close()
	}
}

// Ping asks the database for an answer.
func (d *DB) Ping(ctx context.Context) error { return d.pool.Ping(ctx) }

// Stat of the pool, for metrics and readiness.
func (d *DB) Stat() *pgxpool.Stat { return d.pool.Stat() }

// Clock that the database door takes its time from.
func (d *DB) Clock() clock.Clock { return d.cfg.Clock }

// OnAccessChange has fn called after each commit that changed what principals rest on; Nil among the subjects stands for
// all of the tenant. It is set while the house is built.
func (d *DB) OnAccessChange(fn func(tenant int, subjects []uuid.UUID)) { d.accessChanged = fn }

func setConfig(b *pgx.Batch, tenant int, readOnly bool) {
	if readOnly {
		b.Queue("select set_config('app.tenant_id', $1, true), set_config('transaction_read_only', 'on', true)", strconv.Itoa(tenant))
		return
	}
	b.Queue("select set_config('app.tenant_id', $1, true)", strconv.Itoa(tenant))
}

// setLocal takes no parameter in SQL: an integer that Go has formatted can hold nothing else.
func setLocal(b *pgx.Batch, tenant int, readOnly bool) {
	b.Queue("set local app.tenant_id = '" + strconv.Itoa(tenant) + "'")
	if readOnly {
		b.Queue("set local transaction_read_only = on")
	}
}
