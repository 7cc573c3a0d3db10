// Package migrate brings a database to the schema of this binary: our migrations, those of the job queue, the months of
// the partitioned tables, and the rights of the application's role, which owns nothing.
//
// It runs as the owner role. Several processes may run it at once: one works, the others wait.
package migrate

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"github.com/golang-migrate/migrate/v4"
	driver "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/haolinju/haolinju/ent/migrations"
)

// lock is the advisory lock that keeps a second migration waiting: a number of our own.
const lock = 0x68_6c_6a_01

// monthsAhead is how far the partitions of events and audit reach at a migration; the daily job keeps them ahead.
const monthsAhead = 3

// Up migrates the database of the owner's DSN and gives the application's role its rights.
func Up(ctx context.Context, ownerURL, appRole string, now time.Time) error {
	cfg, err := pgx.ParseConfig(ownerURL)
	if err != nil {
		return fmt.Errorf("database address: %w", err)
	}
	// A migration whose client has died is cancelled and rolled back instead of running on.
	cfg.RuntimeParams["client_connection_check_interval"] = "1s"
	guard, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return err
	}
	defer guard.Close(context.WithoutCancel(ctx))
	if err := wait(ctx, guard); err != nil {
		return err
	}
	if err := Ours(ctx, cfg); err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, ownerURL)
	if err != nil {
		return err
	}
	defer pool.Close()
	if err := jobs(ctx, pool); err != nil {
		return err
	}
	if err := grant(ctx, pool, appRole); err != nil {
		return err
	}
	if _, err := pool.Exec(ctx, "select partitions_ahead($1, $2)", now, monthsAhead); err != nil {
		return fmt.Errorf("partitions: %w", err)
	}
	return nil
}

// Ours runs the embedded migrations alone. Its many small commits do not each wait for the disk: what a crash loses is a
// tail of whole migrations, which the next run brings again.
func Ours(ctx context.Context, cfg *pgx.ConnConfig) error {
	cfg = cfg.Copy()
	cfg.RuntimeParams["synchronous_commit"] = "off"
	if err := fill(ctx, cfg); err != nil {
		return err
	}
	files, err := iofs.New(migrations.Files, ".")
	if err != nil {
		return err
	}
	target, err := driver.WithInstance(stdlib.OpenDB(*cfg), &driver.Config{})
	if err != nil {
		return err
	}
	m, err := migrate.NewWithInstance("embedded", files, "pgx5", target)
	if err != nil {
		return err
	}
	defer m.Close()
	var dirty migrate.ErrDirty
	switch err := m.Up(); {
	case err == nil, errors.Is(err, migrate.ErrNoChange):
		return nil
	case errors.As(err, &dirty):
		return fmt.Errorf("migration %d was interrupted: compare the schema with its file, mend it by hand, then set the version", dirty.Version)
	default:
		return fmt.Errorf("migration: %w", err)
	}
}

// fill gives an empty database the whole schema in one transaction, which takes a fraction of the time of one
// transaction a file and leaves nothing half done. A distributed database takes some statements only alone: there the
// files run one by one, as they do in a database that holds a schema already.
func fill(ctx context.Context, cfg *pgx.ConnConfig) error {
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var oneByOne bool
	if err := conn.QueryRow(ctx, `select to_regclass('public.schema_migrations') is not null
		or exists (select from pg_extension where extname = 'citus')`).Scan(&oneByOne); err != nil || oneByOne {
		return err
	}
	names, err := fs.Glob(migrations.Files, "*.up.sql") // in the order of their numbers
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		for _, name := range names {
			statements, err := migrations.Files.ReadFile(name)
			if err != nil {
				return err
			}
			if _, err := conn.PgConn().Exec(ctx, string(statements)).ReadAll(); err != nil {
				return fmt.Errorf("migration %s: %w", name, err)
			}
		}
		// The table of golang-migrate, as its Postgres driver makes it.
		_, err := tx.Exec(ctx, "create table schema_migrations (version bigint not null primary key, dirty boolean not null)")
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "insert into schema_migrations (version, dirty) values ($1, false)", int64(Version()))
		return err
	})
}

// wait polls for the lock instead of queueing in the database: a queued lock and an index that is built concurrently
// would wait for each other.
func wait(ctx context.Context, conn *pgx.Conn) error {
	for {
		var free bool
		if err := conn.QueryRow(ctx, "select pg_try_advisory_lock($1)", lock).Scan(&free); err != nil || free {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("another migration is running: %w", ctx.Err())
		case <-time.After(200 * time.Millisecond):
		}
	}
}

func jobs(ctx context.Context, pool *pgxpool.Pool) error {
	m, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("job tables: %w", err)
	}
	return nil
}

// grant gives the application's role what it needs and no more. The comment of a table says its kind.
func grant(ctx context.Context, pool *pgxpool.Pool, role string) error {
	name := pgx.Identifier{role}.Sanitize()
	var exists bool
	if err := pool.QueryRow(ctx, "select exists (select from pg_roles where rolname = $1)", role).Scan(&exists); err != nil {
		return err
	}
	statements := []string{"grant usage on schema public to " + name}
	if !exists {
		statements = append([]string{"create role " + name + " login"}, statements...)
	}
	rows, err := pool.Query(ctx, `select c.relname, coalesce(obj_description(c.oid, 'pg_class'), ''),
		(select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
			where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname not in ('position', 'digest'))
		from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`)
	if err != nil {
		return err
	}
	tables, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Name, Kind, Columns string }])
	if err != nil {
		return err
	}
	for _, t := range tables {
		rights := "select, insert, update, delete"
		switch {
		case t.Name == "schema_migrations":
			rights = "select"
		case strings.HasSuffix(t.Kind, "append-only"):
			rights = "select, insert (" + t.Columns + ")" // the place in the stream is the sequencer's to give
		case t.Kind == "reference":
			rights = "select, insert"
		case strings.HasSuffix(t.Kind, "read-only"):
			rights = "select"
		}
		table := pgx.Identifier{t.Name}.Sanitize()
		statements = append(statements, fmt.Sprintf("revoke all on %s from %s", table, name), fmt.Sprintf("grant %s on %s to %s", rights, table, name))
	}
	rows, err = pool.Query(ctx, `select p.oid::regprocedure::text from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`)
	if err != nil {
		return err
	}
	functions, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, f := range functions {
		statements = append(statements, "revoke execute on function "+f+" from public", "grant execute on function "+f+" to "+name)
	}
	statements = append(statements, "grant usage on all sequences in schema public to "+name) // of the job queue; ours have none
	return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		for _, s := range statements {
			if _, err := tx.Exec(ctx, s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	})
}

// Version is the schema that this binary needs: the number of its last migration.
var Version = sync.OnceValue(func() uint {
	entries, err := migrations.Files.ReadDir(".")
	if err != nil {
		panic(err) // the files are part of the binary
	}
	var last uint
	for _, e := range entries {
		var n uint
		if _, err := fmt.Sscanf(e.Name(), "%d_", &n); err == nil {
			last = max(last, n)
		}
	}
	return last
})
