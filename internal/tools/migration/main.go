// Command migration writes the migrations that bring the database from its files to ent/schema, one statement a file
// where a distributed database asks for that, and with -check tells whether any is missing.
//
//	go run ./internal/tools/migration -name add_volunteers
//	go run ./internal/tools/migration -check
//
// The present schema is that of a scratch database which the files have just filled.
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"ariga.io/atlas/sql/migrate"
	"entgo.io/ent/dialect"
	entsql "entgo.io/ent/dialect/sql"
	"entgo.io/ent/dialect/sql/schema"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	ours "github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/tools/tables"
)

const folder = "ent/migrations"

func main() {
	name := flag.String("name", "", "what the migration is for, in snake case")
	check := flag.Bool("check", false, "write nothing; exit 1 when a migration is missing")
	flag.Parse()
	if (*name == "") != *check {
		flag.Usage()
		os.Exit(2)
	}
	changes, err := plan(context.Background())
	if err == nil && !*check {
		err = write(folder, *name, changes)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "migration:", err)
		os.Exit(1)
	}
	if *check && len(changes) > 0 {
		for _, c := range changes {
			fmt.Println(c.Cmd)
		}
		fmt.Fprintln(os.Stderr, "migration: ent/schema is ahead of ent/migrations: run `make migration name=…`")
		os.Exit(1)
	}
}

// plan is what is missing, in the words of the database.
func plan(ctx context.Context) ([]*migrate.Change, error) {
	server, err := postgres.Temporary(ctx, map[string]string{"fsync": "off"})
	if err != nil {
		return nil, err
	}
	defer server.Stop(ctx)
	cfg, err := pgx.ParseConfig(server.OwnerDSN("postgres"))
	if err != nil {
		return nil, err
	}
	if err := ours.Ours(ctx, cfg); err != nil {
		return nil, err
	}
	conn := stdlib.OpenDB(*cfg)
	defer conn.Close()
	return diff(ctx, conn)
}

func diff(ctx context.Context, conn *sql.DB) ([]*migrate.Change, error) {
	dir, err := os.MkdirTemp("", "migration")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	target, err := migrate.NewLocalDir(dir)
	if err != nil {
		return nil, err
	}
	keep := &keeper{}
	wanted, err := tables.Wanted()
	if err != nil {
		return nil, err
	}
	lead(wanted)
	m, err := schema.NewMigrate(entsql.OpenDB(dialect.Postgres, conn), schema.WithDir(target), schema.WithFormatter(keep),
		schema.WithMigrationMode(schema.ModeInspect), schema.WithDialect(dialect.Postgres), schema.WithDiffHook(distributed))
	if err != nil {
		return nil, err
	}
	if err := m.NamedDiff(ctx, "plan", wanted...); err != nil {
		return nil, err
	}
	return keep.changes, nil
}

// keeper keeps the plan instead of formatting it.
type keeper struct{ changes []*migrate.Change }

// Format takes the plan and writes nothing.
func (k *keeper) Format(p *migrate.Plan) ([]migrate.File, error) {
	k.changes = p.Changes
	return nil, nil
}

func write(folder, name string, changes []*migrate.Change) error {
	files, err := split(name, changes)
	if err != nil {
		return err
	}
	next, err := nextVersion(folder)
	if err != nil {
		return err
	}
	for i, f := range files {
		base := filepath.Join(folder, fmt.Sprintf("%06d_%s", next+i, f.name))
		if err := os.WriteFile(base+".up.sql", []byte(f.up), 0o644); err != nil {
			return err
		}
		if err := os.WriteFile(base+".down.sql", []byte(f.down), 0o644); err != nil {
			return err
		}
		fmt.Println(base + ".up.sql")
	}
	return nil
}
