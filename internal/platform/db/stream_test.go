package db_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// killer ends the backend of a transaction, as a crash or a failover does.
func killer(t *testing.T, k *testkit.Kit) func(context.Context, *db.Tx) error {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), k.DSN(testkit.Superuser))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.WithoutCancel(t.Context())) })
	return func(ctx context.Context, tx *db.Tx) error {
		var pid int
		if err := tx.QueryRow(ctx, "select pg_backend_pid()").Scan(&pid); err != nil {
			return err
		}
		var gone bool
		if err := conn.QueryRow(ctx, "select pg_terminate_backend($1, 10000)", pid).Scan(&gone); err != nil || !gone {
			t.Errorf("backend %d lives on: %v", pid, err)
		}
		return nil
	}
}

// proves NI-27
func TestABackendThatDiesMidWriteLeavesNoPhantomAndLosesNothingThatWasPromised(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	kill := killer(t, k)
	for name, c := range map[string]struct {
		key   string
		after bool // the change goes on after the death, before the commit
		runs  int
		n     int
	}{
		"dead before the commit, whose fate is then unknown": {"", false, 1, 0},
		"dead between two statements":                        {"", true, 2, 1},
		"dead before the commit, with a key":                 {"k1", false, 2, 1},
		"dead between two statements, with a key":            {"k2", true, 2, 1},
	} {
		runs := 0
		ctx := db.WithRequest(home(t), db.Request{Method: "/test", Key: c.key, BodyHash: []byte("body")})
		_, err := db.Write(ctx, k.DB, func(ctx context.Context, tx *db.Tx) (*wrapperspb.BoolValue, error) {
			runs++
			if err := mark(ctx, tx, name); err != nil {
				return nil, err
			}
			if runs == 1 {
				if err := kill(ctx, tx); err != nil {
					return nil, err
				}
				if c.after {
					_, err := tx.Next(ctx, name+", again")
					return nil, err
				}
			}
			return wrapperspb.Bool(true), nil
		})
		if runs != c.runs || (err == nil) != (c.n == 1) {
			t.Errorf("%s: %d runs, want %d: %v", name, runs, c.runs, err)
		}
		wantTraces(t, k, name, c.n)
	}
}

// proves NI-27
func TestEachCommittedEventIsNumberedOnceInOrderWithoutAGap(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	const writers, each = 6, 12
	var failed atomic.Int32
	stop := make(chan struct{})
	var sequencers, done sync.WaitGroup
	for range 2 {
		sequencers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if _, err := k.Number(t.Context()); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for w := range writers {
		ctx := access.AsSystem(t.Context(), []int{demo.Fangshan, 900001}[w%2])
		done.Go(func() {
			for i := range each {
				_, err := db.Write(ctx, k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
					err := mark(ctx, tx, fmt.Sprintf("writer %d step %02d", w, i))
					if i%4 == 3 {
						failed.Add(1)
						err = errors.New("undone")
					}
					return none{}, err
				})
				if (err == nil) != (i%4 != 3) {
					t.Error(err)
				}
			}
		})
	}
	done.Wait()
	close(stop)
	sequencers.Wait()
	numberAll(t, k)

	for _, stream := range []string{"event", "audit"} {
		// The rows of a tenant carry 1, 2, 3 … and the head stands at the last of them.
		rows, err := k.Owner().Query(t.Context(), fmt.Sprintf(`select format('tenant %%s: %%s rows, %%s positions from %%s to %%s, head at %%s',
				s.tenant_id, count(*), count(distinct s.position), min(s.position), max(s.position), max(h.position))
			from %s s left join stream_head h on h.tenant_id = s.tenant_id and h.stream = $1 group by s.tenant_id
			having count(*) <> count(distinct s.position) or min(s.position) <> 1
			or count(*) <> max(s.position) or max(h.position) is distinct from max(s.position)`, stream), stream)
		if err != nil {
			t.Fatal(err)
		}
		broken, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range broken {
			t.Errorf("%s: %s", stream, b)
		}
	}
	rows, err := k.Owner().Query(t.Context(), "select subject from event where subject like 'writer %' order by tenant_id, position")
	if err != nil {
		t.Fatal(err)
	}
	subjects, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	last := map[string]string{}
	for _, s := range subjects {
		writer, step, _ := strings.Cut(s, " step ")
		if step <= last[writer] && last[writer] != "" {
			t.Errorf("%s: step %s is numbered behind step %s", writer, step, last[writer])
		}
		last[writer] = step
	}
	if want := writers*each - int(failed.Load()); len(subjects) != want || failed.Load() == 0 {
		t.Errorf("%d events, want %d", len(subjects), want)
	}
}

// numberAll runs the sequencer until nothing is left.
func numberAll(t *testing.T, k *testkit.Kit) {
	t.Helper()
	for {
		n, err := k.Number(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

func TestTheAuditChainTellsOneAlteredRemovedReorderedOrForgedRow(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	ctx := t.Context()
	for i := range 5 {
		if _, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			return none{}, mark(ctx, tx, fmt.Sprint("link ", i))
		}); err != nil {
			t.Fatal(err)
		}
	}
	numberAll(t, k)
	var third, end int64
	if err := k.Owner().QueryRow(ctx, "select (select position from audit where object = 'link 2'), position from stream_head where tenant_id = $1 and stream = 'audit'",
		demo.Fangshan).Scan(&third, &end); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		sql  string
		want int64 // position; 0 for whole
	}{
		"nothing":                  {"select 1", 0},
		"another action":           {"update audit set action = 'other' where object = 'link 2'", third},
		"another actor":            {"update audit set actor_kind = 'ANONYMOUS' where object = 'link 2'", third},
		"another time":             {"update audit set time = time + interval '1 microsecond' where object = 'link 2'", third},
		"another value":            {`update audit set after = '{"state": "CLOSED"}' where object = 'link 2'`, third},
		"a row removed":            {"delete from audit where object = 'link 2'", third},
		"the last row removed":     {"delete from audit where object = 'link 4'", end},
		"everything removed":       {"delete from audit where tenant_id = 110111", 1},
		"two rows in other order":  {"update audit a set position = b.position, digest = b.digest from audit b where (a.object, b.object) in (('link 2', 'link 3'), ('link 3', 'link 2'))", third},
		"a row with a taken place": {"insert into audit select tenant_id, 'ffffffff-ffff-7fff-bfff-ffffffffffff', time, actor_id, actor_kind, origin, request_id, action, 'forged', result, before, after, position, digest from audit where object = 'link 2'", third + 1},
		"a row of another tenant":  {"update audit set action = 'other' where tenant_id <> 110111", 0},
	} {
		tx, err := k.Owner().Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(ctx, c.sql); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var found int64
		if err := tx.QueryRow(ctx, "select coalesce(verify_audit($1), 0)", demo.Fangshan).Scan(&found); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if found != c.want {
			t.Errorf("%s: found at %d, want %d", name, found, c.want)
		}
		if err := tx.Rollback(ctx); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheApplicationCannotGiveItselfAPositionInAStream(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for stream, sql := range map[string]string{
		"event": `insert into event (tenant_id, id, time, type, subject, unit_ids, data, position)
			values ($1, $2, $3, 'haolinju.platform.test.marked.v1', 'forged', '{}', '{}', 1)`,
		"audit": `insert into audit (tenant_id, id, time, actor_kind, origin, request_id, action, object, result, before, after, position, digest)
			values ($1, $2, $3, 'SYSTEM', '', '', 'x', 'forged', 'OK', '{}', '{}', 1, '')`,
	} {
		_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			tx.Audit(db.Audit{Action: "platform.test.mark", Object: "forger"})
			_, err := tx.Exec(ctx, sql, tx.Tenant(), tx.NewID(), tx.Now())
			return none{}, err
		})
		if err == nil {
			t.Errorf("a row came into %s with a position of its own", stream)
		}
	}
}
