package migrate_test

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const foreign = 900001 // the tenant that ForeignResident lives in

// spread lists the distributed tables.
func spread(ctx context.Context, t *testing.T, k *testkit.Kit) []string {
	t.Helper()
	rows, err := k.Owner().Query(ctx, tables+"select relname from spread order by 1", pgx.NamedArgs{"local": local})
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(list) < 30 {
		t.Fatalf("%d distributed tables: %v", len(list), err)
	}
	return list
}

// application is a connection as the application's role, without the server's own door before it.
func application(t *testing.T, k *testkit.Kit) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), k.DSN(testkit.AppRole))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// proves AD-01
func TestTheApplicationsRoleSeesOnlyTheRowsOfTheBoundTenant(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	ctx := t.Context()
	conn := application(t, k)
	filled := 0
	for _, tenant := range []int{0, demo.Fangshan, foreign} {
		bound := strconv.Itoa(tenant)
		if tenant == 0 {
			bound = ""
		}
		if _, err := conn.Exec(ctx, "select set_config('app.tenant_id', $1, false)", bound); err != nil {
			t.Fatal(err)
		}
		for _, table := range spread(ctx, t, k) {
			name := pgx.Identifier{table}.Sanitize()
			var seen, strange, want int
			if err := conn.QueryRow(ctx, "select count(*), count(*) filter (where tenant_id <> $1) from "+name, tenant).Scan(&seen, &strange); err != nil {
				t.Fatal(err)
			}
			if err := k.Owner().QueryRow(ctx, "select count(*) from "+name+" where tenant_id = $1", tenant).Scan(&want); err != nil {
				t.Fatal(err)
			}
			if seen != want || strange != 0 {
				t.Errorf("%s bound to %q: %d rows are seen, %d of them foreign; the tenant has %d", table, bound, seen, strange, want)
			}
			if want > 0 {
				filled++
			}
		}
	}
	if filled < 5 {
		t.Errorf("only %d tables had rows to hide", filled)
	}
}

// proves AD-01
func TestARowOfAForeignTenantIsRefusedByTheDatabase(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	ctx := t.Context()
	conn := application(t, k)
	for _, bound := range []string{"", strconv.Itoa(foreign)} {
		if _, err := conn.Exec(ctx, "select set_config('app.tenant_id', $1, false)", bound); err != nil {
			t.Fatal(err)
		}
		for _, table := range spread(ctx, t, k) {
			// Policies are checked before the columns that are missing.
			_, err := conn.Exec(ctx, "insert into "+pgx.Identifier{table}.Sanitize()+" (tenant_id) values ($1)", demo.Fangshan)
			var refused *pgconn.PgError
			if !errors.As(err, &refused) || refused.Code != "42501" {
				t.Errorf("a row of %d in %s, bound to %q: %v", demo.Fangshan, table, bound, err)
			}
		}
	}
	// A tenant's own row cannot be given away either, and what is not seen is not changed.
	for sql, want := range map[string]string{
		"update person set tenant_id = 110111":                    "42501",
		"update person set version = 99 where tenant_id = 110111": "",
		"delete from membership where tenant_id = 110111":         "",
		"update audit set action = 'x'":                           "42501",
		"delete from event":                                       "42501",
		"insert into stream_head values (900001, 'event', 9, '')": "42501",
		"truncate person":                                         "42501",
		"alter table person disable row level security":           "42501",
		"drop policy person_tenant on person":                     "42501",
		"set role haolinju_owner":                                 "42501",
		"create table public.mine (id int)":                       "42501",
		"select * from audit_default":                             "42501",
		"create function public.mine() returns int return 1":      "42501",
	} {
		tag, err := conn.Exec(ctx, sql)
		var refused *pgconn.PgError
		switch {
		case want == "" && (err != nil || tag.RowsAffected() != 0):
			t.Errorf("%s: %d rows, %v", sql, tag.RowsAffected(), err)
		case want != "" && (!errors.As(err, &refused) || refused.Code != want):
			t.Errorf("%s: %v, want %s", sql, err, want)
		}
	}
}

// proves AD-01
func TestTheNameOfAForeignRowAnswersNotFound(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	path := "/v1/units/" + k.Unit("110111012").String()
	if code, body := k.REST(t, testkit.Resident, http.MethodGet, path, nil); code != http.StatusOK {
		t.Errorf("at home: %d %v", code, body)
	}
	if code, body := k.REST(t, testkit.ForeignResident, http.MethodGet, path, nil); code != http.StatusNotFound || body["reason"] != "NOT_FOUND" {
		t.Errorf("from another tenant: %d %v", code, body)
	}
}
