package db_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// none is the answer of a Write that has nothing to tell.
type none struct{}

// home is a context in which the system acts in 房山区.
func home(t *testing.T) context.Context { return access.AsSystem(t.Context(), demo.Fangshan) }

// mark makes the three records of one change under a name: a row, an audit row and an event.
func mark(ctx context.Context, tx *db.Tx, name string) error {
	_, err := tx.Next(ctx, name)
	tx.Audit(db.Audit{Action: "platform.test.mark", Object: name})
	tx.Emit(db.Event{Type: "haolinju.platform.test.marked.v1", Subject: name})
	return err
}

// traces counts what is left of the changes under a name.
func traces(t *testing.T, k *testkit.Kit, name string) (left struct{ Rows, Audits, Events int }) {
	t.Helper()
	err := k.Owner().QueryRow(t.Context(), `select (select coalesce(sum(value), 0) from counter where name = $1),
		(select count(*) from audit where object = $1), (select count(*) from event where subject = $1)`, name).
		Scan(&left.Rows, &left.Audits, &left.Events)
	if err != nil {
		t.Fatal(err)
	}
	return left
}

func wantTraces(t *testing.T, k *testkit.Kit, name string, n int) {
	t.Helper()
	if left := traces(t, k, name); left.Rows != n || left.Audits != n || left.Events != n {
		t.Errorf("%s left %+v, want %d of each", name, left, n)
	}
}

// proves NI-27
func TestAWriteLeavesItsRowItsAuditAndItsEventOrNothing(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	refused := errors.New("refused")
	for name, c := range map[string]struct {
		then func(ctx context.Context, tx *db.Tx) error
		n    int
	}{
		"a change that is kept":              {func(context.Context, *db.Tx) error { return nil }, 1},
		"a change that its rule refuses":     {func(context.Context, *db.Tx) error { return refused }, 0},
		"a change that the database refuses": {func(ctx context.Context, tx *db.Tx) error { return fails(ctx, tx, "23514") }, 0},
		"a change whose event is refused at the commit": {func(_ context.Context, tx *db.Tx) error {
			tx.Emit(db.Event{Type: "no type of ours"})
			return nil
		}, 0},
	} {
		_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			return none{}, errors.Join(mark(ctx, tx, name), c.then(ctx, tx))
		})
		if (err == nil) != (c.n == 1) {
			t.Errorf("%s: %v", name, err)
		}
		wantTraces(t, k, name, c.n)
	}
	if stat := k.DB.Stat(); stat.AcquiredConns() != 0 {
		t.Errorf("%d connections are still held", stat.AcquiredConns())
	}
}

// fails runs a statement that the database refuses with the code.
func fails(ctx context.Context, tx *db.Tx, code string) error {
	_, err := tx.Exec(ctx, "do $$ begin raise exception 'no' using errcode = '"+code+"'; end $$")
	return err
}

func TestAWriteWithoutAnAuditRowFailsAndLeavesNothing(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (int64, error) { return tx.Next(ctx, "unaudited") })
	if err == nil || !strings.Contains(err.Error(), "without an audit row") {
		t.Errorf("got %v", err)
	}
	wantTraces(t, k, "unaudited", 0)
}

func TestAWriteThatFindsNothingToDoLeavesNothingAndIsNoFailure(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	n, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (int, error) {
		if err := mark(ctx, tx, "nothing"); err != nil {
			return 0, err
		}
		return 7, fmt.Errorf("the sweep: %w", db.ErrNothing)
	})
	if n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	wantTraces(t, k, "nothing", 0)
}

func TestACallerWithoutATenantNeitherReadsNorWrites(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, ctx := range []context.Context{t.Context(), access.With(t.Context(), access.Principal{System: true})} {
		_, read := db.Read(ctx, k.DB, func(context.Context, *db.Tx) (none, error) { return none{}, nil })
		_, write := db.Write(ctx, k.DB, func(ctx context.Context, tx *db.Tx) (none, error) { return none{}, mark(ctx, tx, "nobody") })
		if read == nil || write == nil {
			t.Errorf("read %v, write %v", read, write)
		}
	}
	wantTraces(t, k, "nobody", 0)
}

func TestAChangeInsideAReadIsRefused(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for name, change := range map[string]func(context.Context, *db.Tx) error{
		"ent":       func(ctx context.Context, tx *db.Tx) error { return tx.Unit.Update().SetName("x").Exec(ctx) },
		"a counter": func(ctx context.Context, tx *db.Tx) error { _, err := tx.Next(ctx, "read"); return err },
		"hand-written": func(ctx context.Context, tx *db.Tx) error {
			_, err := tx.Exec(ctx, "update unit set name = 'x' where tenant_id = $1", tx.Tenant())
			return err
		},
	} {
		_, err := db.Read(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) { return none{}, change(ctx, tx) })
		if err == nil {
			t.Errorf("%s: the change was made", name)
		}
	}
	var changed int
	if err := k.Owner().QueryRow(t.Context(), "select count(*) from unit where name = 'x'").Scan(&changed); err != nil || changed != 0 {
		t.Errorf("%d rows changed, %v", changed, err)
	}
	wantTraces(t, k, "read", 0)
}

func TestAStatementOutsideItsReadOrWriteIsRefused(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	leak := func(write bool, within func(context.Context, *db.DB, func(context.Context, *db.Tx) (*db.Tx, error)) (*db.Tx, error)) {
		t.Helper()
		var inside context.Context
		tx, err := within(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (*db.Tx, error) {
			inside = ctx
			if write {
				tx.Audit(db.Audit{Action: "platform.test.mark", Object: "leak"})
			}
			if _, err := tx.Unit.Query().Count(t.Context()); err == nil {
				t.Error("a statement ran without the context of its transaction")
			}
			return tx, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Unit.Query().Count(inside); err == nil {
			t.Error("ent ran after the end")
		}
		if _, err := tx.Exec(inside, "select 1"); err == nil {
			t.Error("hand-written SQL ran after the end")
		}
	}
	leak(false, db.Read[*db.Tx])
	leak(true, db.Write[*db.Tx])
	if stat := k.DB.Stat(); stat.AcquiredConns() != 0 {
		t.Errorf("%d connections are still held", stat.AcquiredConns())
	}
}

func TestAConflictWithAnotherTransactionRunsTheWholeWriteAgain(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for code, want := range map[string]int{"40001": 2, "40P01": 2, "57P01": 2, "23514": 1, "P0001": 1} {
		runs := 0
		_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			if runs++; runs == 1 {
				return none{}, errors.Join(mark(ctx, tx, code), fails(ctx, tx, code))
			}
			return none{}, mark(ctx, tx, code)
		})
		var pg *pgconn.PgError
		if runs != want || (err == nil) != (want == 2) || want == 1 && !errors.As(err, &pg) {
			t.Errorf("%s: %d runs, want %d: %v", code, runs, want, err)
		}
		wantTraces(t, k, code, want-1)
	}
}

func TestTwoWritesThatLockEachOtherOutBothSucceed(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	var runs atomic.Int32
	var met sync.WaitGroup
	met.Add(2)
	var done sync.WaitGroup
	for _, names := range [][]string{{"left", "right"}, {"right", "left"}} {
		first := true
		done.Go(func() {
			_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
				runs.Add(1)
				if err := mark(ctx, tx, names[0]); err != nil {
					return none{}, err
				}
				if first {
					first = false
					met.Done()
					met.Wait() // each now holds what the other wants
				}
				return none{}, mark(ctx, tx, names[1])
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
	if runs.Load() != 3 {
		t.Errorf("the two took %d runs, want 3: one of them twice", runs.Load())
	}
	wantTraces(t, k, "left", 2)
	wantTraces(t, k, "right", 2)
}

func TestFiftyWritersTakeFiftyNumbersWithoutAGap(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	const writers = 50
	numbers := make(chan int64, writers)
	var done sync.WaitGroup
	for i := range writers {
		done.Go(func() {
			n, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (int64, error) {
				tx.Audit(db.Audit{Action: "platform.test.mark", Object: "number"})
				n, err := tx.Next(ctx, "number")
				if err == nil && i%10 == 9 {
					err = errors.New("a number that is given back")
				}
				return n, err
			})
			if err == nil {
				numbers <- n
			}
		})
	}
	done.Wait()
	close(numbers)
	var got []int64
	for n := range numbers {
		got = append(got, n)
	}
	slices.Sort(got)
	for i, n := range got {
		if n != int64(i+1) {
			t.Fatalf("the numbers are %v", got)
		}
	}
	if len(got) != writers*9/10 {
		t.Errorf("%d numbers, want %d", len(got), writers*9/10)
	}
}

func TestIdsSortByTheirMakingWhileTheClockStands(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	k.Clock.Set(time.Date(2027, 1, 2, 3, 4, 5, 678_000_000, time.UTC))
	made, err := db.Read(home(t), k.DB, func(_ context.Context, tx *db.Tx) ([]uuid.UUID, error) {
		var made []uuid.UUID
		for range 1000 {
			made = append(made, tx.NewID())
		}
		return made, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, id := range made {
		if sec, nsec := id.Time().UnixTime(); id.Version() != 7 || id.Variant() != uuid.RFC4122 || sec*1000+nsec/1e6 != k.Clock.Now(0).UnixMilli() {
			t.Fatalf("%s is no UUIDv7 of the clock's time", id)
		}
		if i > 0 && made[i-1].String() >= id.String() {
			t.Fatalf("%s does not sort behind %s", id, made[i-1])
		}
	}
	var sorted []uuid.UUID
	if err := k.Owner().QueryRow(t.Context(), "select array_agg(id order by id) from unnest($1::uuid[]) id", made).Scan(&sorted); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(sorted, made) {
		t.Error("the database sorts them in another way")
	}
}

func TestAnIdempotencyKeyHasOneEffectHoweverOftenAndHoweverSoonItComes(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	var replays, effects atomic.Int32
	ctx := db.WithRequest(home(t), db.Request{Method: "/test", Key: "once", BodyHash: []byte("body"), Replayed: func() { replays.Add(1) }})
	send := func() (*wrapperspb.Int64Value, error) {
		return db.Write(ctx, k.DB, func(ctx context.Context, tx *db.Tx) (*wrapperspb.Int64Value, error) {
			if err := mark(ctx, tx, "keyed"); err != nil {
				return nil, err
			}
			effects.Add(1)
			return wrapperspb.Int64(42), nil
		})
	}
	var twins sync.WaitGroup
	for range 8 {
		twins.Go(func() {
			if answer, err := send(); err == nil && answer.GetValue() != 42 {
				t.Errorf("the answer is %v", answer)
			}
		})
	}
	twins.Wait()
	if answer, err := send(); err != nil || answer.GetValue() != 42 || replays.Load() == 0 {
		t.Errorf("a late call: %v, %v, %d replays", answer, err, replays.Load())
	}
	wantTraces(t, k, "keyed", 1)
}
