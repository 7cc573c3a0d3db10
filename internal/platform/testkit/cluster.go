package testkit

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// The roles with which a test connects by hand: the owner of the schema, the role of the application, and the one that
// no rule binds.
const (
	OwnerRole = "haolinju_owner"
	AppRole   = "haolinju_app"
	Superuser = postgres.Superuser
)

// template is the database that every test clones: migrated, with the demo's district and persons.
const template = "haolinju_template"

// Epoch is the moment at which every test begins: 10:00 of Monday, 23 November 2026, in Beijing.
var Epoch = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

// cluster is the private PostgreSQL of one test binary.
type cluster struct {
	dsn    func(database, role string) string
	admin  *pgxpool.Pool
	keeper *crypto.Keeper
	keys   *token.Keys
	clones atomic.Int64
	stop   func()
}

var shared = sync.OnceValues(startCluster)

// Main runs the tests of a package and takes its cluster down behind them.
func Main(m *testing.M) {
	code := m.Run()
	if c, err := shared(); err == nil {
		c.admin.Close()
		c.stop()
	}
	os.Exit(code)
}

func startCluster() (*cluster, error) {
	ctx := context.Background()
	c := &cluster{keeper: crypto.Generate(crypto.AES), keys: token.Generate()}
	err := c.startMigrated(ctx)
	if err != nil {
		return nil, err
	}
	if c.admin, err = pgxpool.New(ctx, c.dsn("postgres", Superuser)); err == nil {
		err = c.seed(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("test template: %w", err)
	}
	return c, nil
}

// startMigrated starts the cluster, or takes the one that is named, with a template that is migrated. All test binaries of a run migrate alike,
// so the first one does it for all.
func (c *cluster) startMigrated(ctx context.Context) error {
	if url := os.Getenv("TEST_DATABASE_URL"); url != "" {
		c.dsn, c.stop = func(database, role string) string { return withDatabase(url, database, role) }, func() {}
		return migrated(ctx, c.dsn)
	}
	server, err := postgres.Shared(ctx, map[string]string{"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
		"max_connections": "400", "shared_buffers": "256MB"}, "migrated", func(s *postgres.Server) error { return migrated(ctx, s.DSN) })
	if err != nil {
		return err
	}
	c.dsn, c.stop = server.DSN, func() { server.Stop(ctx) }
	return nil
}

// migrated makes the roles and the template in a cluster.
func migrated(ctx context.Context, dsn func(database, role string) string) error {
	conn, err := pgx.Connect(ctx, dsn("postgres", Superuser))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, s := range []string{
		"create role " + OwnerRole + " login", "create role " + AppRole + " login",
		"create database " + template + " owner " + OwnerRole + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'",
	} {
		if _, err := conn.Exec(ctx, s); err != nil {
			return err
		}
	}
	return migrate.Up(ctx, dsn(template, OwnerRole), AppRole, Epoch)
}

// seed puts the demo's district and persons into the template.
func (c *cluster) seed(ctx context.Context) error {
	house, err := app.Build(ctx, c.parts(template, clock.NewManual(Epoch), slog.New(slog.DiscardHandler)))
	if err != nil {
		return err
	}
	defer house.Close()
	return demo.Seed(ctx, house.DB, house.Keeper, app.Grants())
}

// parts is the house as a test builds it: production settings, a private registry of metrics, a clock that stands.
func (c *cluster) parts(database string, clk clock.Clock, log *slog.Logger) app.Parts {
	return app.Parts{DatabaseURL: c.dsn(database, AppRole), MaxConns: 16, Clock: clk, Keeper: c.keeper, TokenKeys: c.keys,
		DefaultTenant: demo.Fangshan, Deadline: 30 * time.Second, KeepKeys: 72 * time.Hour,
		Streams: limit.NewStreams(8, 512), StreamLife: 25 * time.Minute, StreamQuiet: time.Minute, Send: 30 * time.Second, MediaMemory: 512 << 20, Metrics: prometheus.NewRegistry(), Log: log}
}

// clone gives a test a database of its own.
func (c *cluster) clone(t *testing.T) string {
	t.Helper()
	name := fmt.Sprintf("haolinju_test_%d_%d", os.Getpid(), c.clones.Add(1))
	ctx := context.Background()
	if _, err := c.admin.Exec(ctx, "create database "+name+" owner "+OwnerRole+" template "+template); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.admin.Exec(ctx, "drop database "+name+" with (force)") })
	return name
}

// withDatabase is a server's address with another database and role.
func withDatabase(url, database, role string) string {
	scheme, rest, _ := strings.Cut(url, "://")
	if _, after, ok := strings.Cut(rest, "@"); ok {
		rest = after
	}
	host, tail, _ := strings.Cut(rest, "/")
	query := ""
	if _, q, ok := strings.Cut(tail, "?"); ok {
		query = "?" + q
	}
	return scheme + "://" + role + "@" + host + "/" + database + query
}
