package testkit

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// recorder keeps one example of every statement that the application sends.
type recorder struct {
	mu    sync.Mutex
	seen  map[string][]any
	trips int // round trips
}

var (
	_ pgx.QueryTracer = (*recorder)(nil)
	_ pgx.BatchTracer = (*recorder)(nil)
)

// Statements is how many statements, each counted once, the server has sent.
func (k *Kit) Statements() int {
	k.trace.mu.Lock()
	defer k.trace.mu.Unlock()
	return len(k.trace.seen)
}

// TraceQueryStart keeps a statement that is sent alone.
func (r *recorder) TraceQueryStart(ctx context.Context, _ *pgx.Conn, q pgx.TraceQueryStartData) context.Context {
	r.keep(q.SQL, q.Args)
	r.travel()
	return ctx
}

// TraceQueryEnd has nothing to do.
func (r *recorder) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TraceBatchStart counts the round trip; TraceBatchQuery sees each statement.
func (r *recorder) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	r.travel()
	return ctx
}

// TraceBatchQuery keeps a statement of a batch.
func (r *recorder) TraceBatchQuery(_ context.Context, _ *pgx.Conn, q pgx.TraceBatchQueryData) {
	r.keep(q.SQL, q.Args)
}

// TraceBatchEnd has nothing to do.
func (r *recorder) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}

func (r *recorder) travel() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.trips++
}

func (r *recorder) keep(sql string, args []any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.seen[sql]; !ok {
		r.seen[sql] = slices.Clone(args)
	}
}

// replay runs each recorded statement as the superuser, whom no policy binds, before and after every row of every tenant's
// table is mirrored to another tenant: it must find and change as many rows as before, or its tenant predicate is
// missing. All of it is rolled back.
func (r *recorder) replay(t testing.TB, dsn string) {
	ctx := context.Background()
	db, err := pgx.Connect(ctx, dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close(ctx)
	tx, err := db.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(ctx)
	if err := analyse(ctx, tx); err != nil {
		t.Fatal(err)
	}
	before := map[string]int64{}
	for sql, args := range r.seen {
		if n, ok := rowsOf(ctx, t, tx, sql, args); ok {
			before[sql] = n
		}
	}
	if err := mirror(ctx, tx); err != nil {
		t.Fatalf("mirror: %v", err)
	}
	for sql, n := range before {
		if after, _ := rowsOf(ctx, t, tx, sql, r.seen[sql]); after != n {
			t.Errorf("a statement reaches the rows of another tenant (%d rows, %d with its mirror): %s", n, after, sql)
		}
	}
}

// Unfiltered runs every recorded query as the application's role bound to a tenant: whatever tenant its predicate names,
// the policies let it see no more than a tenant that has nothing. It tells how many queries were run.
func (k *Kit) Unfiltered(t testing.TB, tenant int) (queries int) {
	t.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, k.DSN(AppRole))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	k.trace.mu.Lock()
	defer k.trace.mu.Unlock()
	for sql, args := range k.trace.seen {
		found := map[int]int64{}
		for _, bound := range []int{tenant, 999998} {
			tx, err := conn.Begin(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := tx.Exec(ctx, "select set_config('app.tenant_id', $1, true)", strconv.Itoa(bound)); err != nil {
				t.Fatal(err)
			}
			if n, ok := rowsOf(ctx, t, tx, sql, args); ok {
				found[bound] = n
			}
			tx.Rollback(ctx)
		}
		if found[tenant] != found[999998] {
			t.Errorf("bound to %d: %d rows, want %d: %s", tenant, found[tenant], found[999998], sql)
		}
		queries += len(found) / 2
	}
	return queries
}

// rowsOf runs one statement inside a savepoint and tells how many rows it finds or changes.
func rowsOf(ctx context.Context, t testing.TB, tx pgx.Tx, sql string, args []any) (n int64, ok bool) {
	verb, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(sql)), " ")
	lower := strings.ToLower(sql)
	if !slices.Contains([]string{"select", "update", "delete", "with"}, verb) || strings.Contains(lower, "set_config(") ||
		strings.Contains(lower, "pg_try_advisory") || strings.Contains(lower, " from number_streams") ||
		strings.Contains(lower, " from access_changes") || strings.Contains(lower, " from clocks_ahead") || strings.Contains(lower, " from due_clocks") || strings.Contains(lower, " from partitions_ahead") || strings.Contains(lower, " from tenants(") ||
		strings.Contains(lower, " from stream_heads(") || strings.Contains(lower, " river_job") {
		return 0, false
	}
	inner, err := tx.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer inner.Rollback(ctx)
	tag, err := inner.Exec(ctx, sql, args...)
	if err != nil {
		return 0, false
	}
	return tag.RowsAffected(), true
}

// analyse has the planner know how much the large tables hold, which a test has filled a moment ago.
func analyse(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, `select 'analyze ' || oid::regclass from pg_class
		where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 1 << 20`)
	if err != nil {
		return err
	}
	large, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, strings.Join(large, ";"))
	return err
}

// mirrored is how many rows of a table have a mirror at most: the first ones, of which the recorded statements speak, and not the thousands that some
// tests fill in behind them.
const mirrored = 1000

// mirror copies the rows of each tenant's table to a tenant of its own. A table that was never written has no page and
// is passed over.
func mirror(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, "set local session_replication_role = replica"); err != nil {
		return err
	}
	rows, err := tx.Query(ctx, `select c.oid::regclass::text, string_agg(quote_ident(a.attname), ', ' order by a.attnum),
			coalesce((select string_agg('drop constraint ' || quote_ident(k.conname), ', ') from pg_constraint k
				where k.conrelid = c.oid and k.contype = 'c' and k.coninhcount = 0 and t.attnum = any (k.conkey)), '')
		from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
			join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			and coalesce((select sum(pg_relation_size(p.relid)) from pg_partition_tree(c.oid) p), pg_relation_size(c.oid)) > 0
		group by c.oid, t.attnum`)
	if err != nil {
		return err
	}
	// A check may name the tenant; mirrored rows need not pass it.
	tables, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Name, Columns, Checks string }])
	if err != nil {
		return err
	}
	var all strings.Builder
	for _, table := range tables {
		if table.Checks != "" {
			fmt.Fprintf(&all, "alter table %s %s;", table.Name, table.Checks)
		}
		source := strings.Replace(table.Columns, "tenant_id", "999001", 1)
		fmt.Fprintf(&all, "insert into %s (%s) select %s from %s where tenant_id = 110111 limit %d;", table.Name, table.Columns, source, table.Name, mirrored)
	}
	_, err = tx.Exec(ctx, all.String())
	return err
}
