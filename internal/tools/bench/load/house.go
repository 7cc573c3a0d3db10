//go:build unix

package load

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/platform/setting"
	"github.com/haolinju/haolinju/internal/platform/token"
)

const (
	Database  = "bench"
	ownerRole = "bench_owner"
	AppRole   = "bench_app"
)

// unlimited is a budget that no measurement uses up.
const unlimited = 1 << 30

// OpenHouse makes a migrated database on a new server and builds the house on it, with the demo's district and budgets that
// nothing uses up. The caller closes the house.
func OpenHouse(ctx context.Context, server *postgres.Server, keeper *crypto.Keeper, tokens *token.Keys, connections int32, tracer pgx.QueryTracer) (*app.House, error) {
	if err := found(ctx, server); err != nil {
		return nil, err
	}
	house, err := app.Build(ctx, app.Parts{DatabaseURL: server.DSN(Database, AppRole), MaxConns: connections, Clock: clock.System{}, Keeper: keeper,
		TokenKeys: tokens, DefaultTenant: demo.Fangshan, Deadline: time.Minute, KeepKeys: time.Hour, AtOnce: 32, Patience: time.Second, Tracer: tracer,
		Rates:   limit.Rates{limit.SignIn: unlimited, limit.Write: unlimited, limit.Read: unlimited, limit.Export: unlimited, limit.Keys: unlimited},
		Metrics: prometheus.NewRegistry(), Log: slog.New(slog.NewJSONHandler(io.Discard, nil))})
	if err != nil {
		return nil, err
	}
	if err := demo.Seed(ctx, house.DB, keeper, app.Grants()); err != nil {
		house.Close()
		return nil, err
	}
	if err := unthrottle(ctx, house); err != nil {
		house.Close()
		return nil, err
	}
	return house, nil
}

// unthrottle sets no limit to what one person may file and book: in a measurement one does it all.
func unthrottle(ctx context.Context, house *app.House) error {
	_, err := db.Write(access.AsSystem(ctx, demo.Fangshan), house.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		for _, key := range []string{"restriction.issue_limits", "restriction.booking_limits"} {
			d, _ := setting.Declared(key)
			if _, err := d.Set(ctx, tx, []byte("{}"), "a measurement", tx.Now()); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return err
}

// found makes roles and database, and migrates.
func found(ctx context.Context, server *postgres.Server) error {
	admin, err := pgx.Connect(ctx, server.OwnerDSN("postgres"))
	if err != nil {
		return err
	}
	defer admin.Close(context.WithoutCancel(ctx))
	for _, s := range []string{"create role " + ownerRole + " login", "create role " + AppRole + " login", "create database " + Database + " owner " + ownerRole} {
		if _, err := admin.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return migrate.Up(ctx, server.DSN(Database, ownerRole), AppRole, time.Now())
}
