package db_test

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/migrate"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// check opens a database as a server does and asks whether it is fit.
func check(t *testing.T, dsn string, schema uint) error {
	t.Helper()
	d, err := db.Open(t.Context(), db.Config{URL: dsn})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	return d.Check(t.Context(), schema)
}

func TestADatabaseThatIsNotFitIsRefusedWithTheWayToMendIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	ctx := t.Context()
	const member = "haolinju_member"
	admin, err := pgx.Connect(ctx, k.DSN(testkit.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.WithoutCancel(ctx)
		if _, err := admin.Exec(ctx, "drop role "+member); err != nil {
			t.Error(err)
		}
		admin.Close(ctx)
	})
	if _, err := admin.Exec(ctx, "create role "+member+" login in role "+testkit.OwnerRole); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		dsn    string
		schema uint
		says   []string
	}{
		"a superuser":       {k.DSN(testkit.Superuser), migrate.Version(), []string{"is a superuser", "plain role"}},
		"the owner":         {k.DSN(testkit.OwnerRole), migrate.Version(), []string{testkit.OwnerRole, "owns tables", "owns nothing"}},
		"a member of owner": {k.DSN(member), migrate.Version(), []string{member, "member of their owner"}},
		"LC_CTYPE C":        {testkit.Database(t, "C")(testkit.AppRole), migrate.Version(), []string{"LC_CTYPE C", "C.UTF-8"}},
		"an empty database": {testkit.Database(t, "C.UTF-8")(testkit.AppRole), migrate.Version(), []string{"is empty", "server migrate"}},
		"an older schema":   {k.DSN(testkit.AppRole), migrate.Version() + 1, []string{"schema is at version", "server migrate"}},
		"no such database":  {strings.Replace(k.DSN(testkit.AppRole), "haolinju_test_", "haolinju_missing_", 1), migrate.Version(), []string{"database", "does not exist"}},
	} {
		err := check(t, c.dsn, c.schema)
		if err == nil {
			t.Errorf("%s passes", name)
			continue
		}
		for _, says := range c.says {
			if !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "\n") {
				t.Errorf("%s: %q does not say %q in one line", name, err, says)
			}
		}
	}
	if err := check(t, k.DSN(testkit.AppRole), migrate.Version()); err != nil {
		t.Errorf("a fit database is refused: %v", err)
	}
	if _, err := k.Owner().Exec(ctx, "update schema_migrations set dirty = true"); err != nil {
		t.Fatal(err)
	}
	if err := check(t, k.DSN(testkit.AppRole), migrate.Version()); err == nil || !strings.Contains(err.Error(), "interrupted") {
		t.Errorf("an interrupted migration: %v", err)
	}
}
