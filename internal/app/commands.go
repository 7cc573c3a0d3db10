package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/directory"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/staffing"
)

// Serve answers until the context ends.
func Serve(ctx context.Context, cfg *Config, out io.Writer, log *slog.Logger) error {
	outside, err := cfg.outside()
	if err != nil {
		return err
	}
	s, err := Open(ctx, cfg, outside, log)
	if err != nil {
		return err
	}
	return s.Run(ctx, func(context.Context) error {
		rest, grpc, ops := s.Addresses()
		fmt.Fprintf(out, "REST http://%s  docs http://%s/docs  gRPC %s  ops http://%s\n", rest, rest, grpc, ops)
		return nil
	})
}

// Migrate brings the operator's database to this binary's schema, as its owner, and gives the application's role its
// rights, and the districts that there are what this binary founds one with.
func Migrate(ctx context.Context, cfg *Config, out io.Writer, log *slog.Logger) error {
	owner := cfg.DirectDatabaseURL
	if owner == "" {
		return errors.New("set DIRECT_DATABASE_URL to the database as its owner's role; the private Postgres migrates by itself")
	}
	role := appRole
	if cfg.DatabaseURL != "" {
		app, err := pgx.ParseConfig(cfg.DatabaseURL)
		if err != nil {
			return fmt.Errorf("DATABASE_URL: %w", err)
		}
		role = app.User
	}
	if err := migrate.Up(ctx, owner, role, time.Now()); err != nil {
		return err
	}
	if err := cfg.renew(ctx, log); err != nil {
		return fmt.Errorf("settings and roles of the districts: %w", err)
	}
	fmt.Fprintf(out, "schema %d, role %s\n", migrate.Version(), role)
	return nil
}

// renew gives each district the settings that it does not have yet, and the roles that it has not changed itself their grants.
func (c *Config) renew(ctx context.Context, log *slog.Logger) error {
	if c.DatabaseURL == "" {
		return nil
	}
	d, err := db.Open(ctx, db.Config{URL: c.DatabaseURL, MaxConns: 1, ExecMode: string(c.StatementMode), Binding: c.TenantBinding, Clock: clock.System{}, Log: log})
	if err != nil {
		return err
	}
	defer d.Close()
	return directory.FoundAnew(ctx, d, staffing.Roles(Grants()))
}

// within builds the house without doors, for a command that works once.
func within(ctx context.Context, cfg *Config, log *slog.Logger, work func(*House) error) (err error) {
	g, err := cfg.openGround(ctx, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.close(context.WithoutCancel(ctx))) }()
	house, err := cfg.build(ctx, g, Outside{}, prometheus.NewRegistry(), log)
	if err != nil {
		return err
	}
	defer house.Close()
	return work(house)
}

// ImportDivisions founds the district of a published list of divisions where it is missing, and brings its units in line
// with the list.
func ImportDivisions(ctx context.Context, cfg *Config, file string, out io.Writer, log *slog.Logger) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	list, err := directory.ReadDivisions(bytes.NewReader(content))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	tenant, err := strconv.Atoi(list.District.Code)
	if err != nil {
		return fmt.Errorf("%s: district code %q is no number", file, list.District.Code)
	}
	return within(ctx, cfg, log, func(h *House) error {
		if err := directory.Found(ctx, h.DB, tenant, list.District.Name, staffing.Roles(Grants())); err != nil {
			return err
		}
		report, err := directory.ImportDivisions(ctx, h.DB, tenant, bytes.NewReader(content))
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		fmt.Fprintf(out, "%s: %d sub-districts, %d communities, %d villages; %d added, %d changed, %d unchanged\n", list.District.Name,
			report.SubDistricts, report.Communities, report.Villages, report.Added, report.Changed, report.Unchanged)
		return nil
	})
}

// VerifyAudit checks the digest chain of a tenant's audit and names the first position that does not hold.
func VerifyAudit(ctx context.Context, cfg *Config, tenant int, out io.Writer, log *slog.Logger) error {
	return within(ctx, cfg, log, func(h *House) error {
		broken, err := db.Call(ctx, h.DB, pgx.RowTo[*int64], "verify_audit", tenant)
		if err != nil {
			return err
		}
		if broken[0] != nil {
			return fmt.Errorf("the audit of tenant %d does not hold at position %d", tenant, *broken[0])
		}
		fmt.Fprintf(out, "the audit of tenant %d is whole\n", tenant)
		return nil
	})
}

// Reset empties a tenant that was made for tests and founds it anew; the demo's gets its people back. A real tenant is
// refused.
func Reset(ctx context.Context, cfg *Config, tenant int, out io.Writer, log *slog.Logger) error {
	return within(ctx, cfg, log, func(h *House) error {
		deleted, err := db.Call(ctx, h.DB, pgx.RowTo[int64], "reset_test_tenant", tenant)
		if err != nil {
			var refused *pgconn.PgError
			if errors.As(err, &refused) && refused.Code == "HL001" {
				return fmt.Errorf("%s: only a tenant of 900000 and up is reset", refused.Message)
			}
			return err
		}
		if err := demo.Refound(ctx, h.DB, h.Keeper, tenant, Grants()); err != nil {
			return err
		}
		fmt.Fprintf(out, "tenant %d: %d rows deleted, founded anew\n", tenant, deleted[0])
		return nil
	})
}
