package db_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/haolinju/haolinju/ent/place"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// trips counts the round trips that a call makes.
func trips(k *testkit.Kit, call func()) int {
	before := k.RoundTrips()
	call()
	return k.RoundTrips() - before
}

func TestReadsThatNeedNothingOfEachOtherShareTheirRoundTrips(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	var names []string
	var units, places int
	read := func(ctx context.Context, tx *db.Tx) (none, error) {
		return none{}, db.Together(ctx,
			func(ctx context.Context) (err error) {
				first, err := tx.Unit.Query().Where(unit.Code("110111010")).Only(ctx)
				if err != nil {
					return err
				}
				names, err = tx.Unit.Query().Where(unit.ParentID(first.ID)).Order(unit.ByCode()).Select(unit.FieldName).Strings(ctx)
				return err
			},
			func(ctx context.Context) (err error) {
				units, err = tx.Unit.Query().Count(ctx)
				return err
			},
			func(ctx context.Context) (err error) {
				places, err = tx.Place.Query().Where(place.IDNEQ(tx.NewID())).Count(ctx)
				return err
			})
	}
	alone := func(ctx context.Context, tx *db.Tx) (none, error) {
		parent, err := tx.Unit.Query().Where(unit.Code("110111010")).Only(ctx)
		if err != nil {
			return none{}, err
		}
		want, err := tx.Unit.Query().Where(unit.ParentID(parent.ID)).Order(unit.ByCode()).Select(unit.FieldName).Strings(ctx)
		if !slices.Equal(names, want) || len(want) == 0 {
			t.Errorf("%d names together, %d alone", len(names), len(want))
		}
		if n, err := tx.Unit.Query().Count(ctx); err != nil || n != units {
			t.Errorf("%d units together, %d alone, %v", units, n, err)
		}
		if n, err := tx.Place.Query().Count(ctx); err != nil || n != places {
			t.Errorf("%d places together, %d alone, %v", places, n, err)
		}
		return none{}, err
	}
	for name, run := range map[string]func(func(context.Context, *db.Tx) (none, error)) error{
		"read": func(fn func(context.Context, *db.Tx) (none, error)) error {
			_, err := db.Read(home(t), k.DB, fn)
			return err
		},
		"write": func(fn func(context.Context, *db.Tx) (none, error)) error {
			_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
				tx.Audit(db.Audit{Action: "platform.test.look", Object: "units"})
				return fn(ctx, tx)
			})
			return err
		},
	} {
		want := map[string]int{"read": 2, "write": 3}[name] // a write also commits
		if n := trips(k, func() {
			if err := run(read); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}); n != want {
			t.Errorf("%s: %d round trips, want %d", name, n, want)
		}
		if err := run(alone); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if stat := k.DB.Stat(); stat.AcquiredConns() != 0 {
		t.Errorf("%d connections are still held", stat.AcquiredConns())
	}
}

func TestOneFailureAmongReadsThatRunTogetherFailsThemAndLeavesTheConnectionUsable(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	refused := errors.New("refused")
	for name, part := range map[string]func(context.Context, *db.Tx) error{
		"by the database": func(ctx context.Context, tx *db.Tx) error { return fails(ctx, tx, "23514") },
		"by its rule":     func(context.Context, *db.Tx) error { return refused },
	} {
		_, err := db.Read(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			return none{}, db.Together(ctx,
				func(ctx context.Context) error { return part(ctx, tx) },
				func(ctx context.Context) error { _, err := tx.Unit.Query().Count(ctx); return err })
		})
		if err == nil || name == "by its rule" && !errors.Is(err, refused) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := db.Read(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (int, error) { return tx.Unit.Query().Count(ctx) }); err != nil {
			t.Errorf("after a failure %s: %v", name, err)
		}
	}
	if stat := k.DB.Stat(); stat.AcquiredConns() != 0 {
		t.Errorf("%d connections are still held", stat.AcquiredConns())
	}
}

func TestAChangeThatIsSentLaterRidesWithTheNextStatementOrTheCommit(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	n := trips(k, func() {
		if _, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			later := tx.Later(ctx, nil)
			first, err := tx.Next(ctx, "first") // begins
			if err != nil || first != 1 {
				t.Errorf("the first number is %d: %v", first, err)
			}
			if _, err := tx.Exec(later, "insert into counter (tenant_id, name, value) values ($1, 'later', 41)", tx.Tenant()); err != nil {
				return none{}, err
			}
			second, err := tx.Next(ctx, "later") // sees it
			if err != nil || second != 42 {
				t.Errorf("the second number is %d: %v", second, err)
			}
			tx.Audit(db.Audit{Action: "platform.test.mark", Object: "last"})
			_, err = tx.Exec(later, "insert into counter (tenant_id, name, value) values ($1, 'last', 1)", tx.Tenant()) // rides with the commit
			return none{}, err
		}); err != nil {
			t.Fatal(err)
		}
	})
	if n != 3 {
		t.Errorf("%d round trips, want 3", n)
	}
	if left := traces(t, k, "last"); left.Rows != 1 || left.Audits != 1 {
		t.Errorf("it left %+v", left)
	}
}

func TestAChangeThatIsSentLaterAndMissesOrIsRefusedFailsTheWhole(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	missed := errors.New("missed")
	hit := "update counter set value = value + 1 where tenant_id = $1 and name = 'target'"
	for name, c := range map[string]struct {
		sql  string
		more bool // a statement follows before the commit
		n    int
		err  error
	}{
		"a hit":                                   {hit, false, 1, nil},
		"a hit before another statement":          {hit, true, 1, nil},
		"a miss with the commit":                  {hit + " and false", false, 0, missed},
		"a miss before another statement":         {hit + " and false", true, 0, missed},
		"a refusal of the database":               {"update counter set value = null where tenant_id = $1 and name = 'target'", false, 0, nil},
		"a taken place that was not to be raised": {"insert into counter (tenant_id, name, value) values ($1, 'target', 1) on conflict do nothing", false, 0, missed},
	} {
		if _, err := k.Owner().Exec(t.Context(), "insert into counter (tenant_id, name, value) values (110111, 'target', 1) on conflict do nothing"); err != nil {
			t.Fatal(err)
		}
		_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			if err := mark(ctx, tx, name); err != nil {
				return none{}, err
			}
			if _, err := tx.Exec(tx.Later(ctx, missed), c.sql, tx.Tenant()); err != nil {
				return none{}, err
			}
			if c.more {
				if _, err := tx.Next(ctx, "more"); err != nil {
					return none{}, err
				}
			}
			return none{}, nil
		})
		if (err == nil) != (c.n == 1) || c.err != nil && !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
		wantTraces(t, k, name, c.n)
	}
	if _, err := db.Read(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
		_, err := tx.Exec(tx.Later(ctx, nil), "select 1")
		return none{}, err
	}); err == nil {
		t.Error("a read was promised a change")
	}
}

type memoryKey struct{}

func TestWhatIsRememberedIsReadAnewAfterFiveSecondsOrAChange(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	value := func(ctx context.Context, tx *db.Tx) (n int64, err error) {
		err = tx.QueryRow(ctx, "select coalesce(sum(value), 0) from counter where tenant_id = $1 and name = 'remembered'", tx.Tenant()).Scan(&n)
		return n, err
	}
	look := func(want int64, roundTrips int) {
		t.Helper()
		if n := trips(k, func() {
			got, err := db.Read(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (int64, error) { return db.Remember(ctx, tx, memoryKey{}, value) })
			if err != nil || got != want {
				t.Errorf("%d, want %d: %v", got, want, err)
			}
		}); n != roundTrips {
			t.Errorf("%d round trips, want %d", n, roundTrips)
		}
	}
	change := func(forget bool, outcome error) {
		t.Helper()
		_, err := db.Write(home(t), k.DB, func(ctx context.Context, tx *db.Tx) (none, error) {
			if forget {
				tx.Forget(memoryKey{})
			}
			tx.Audit(db.Audit{Action: "platform.test.remember", Object: "counter"})
			n, err := tx.Next(ctx, "remembered")
			if err != nil {
				return none{}, err
			}
			if seen, err := db.Remember(ctx, tx, memoryKey{}, value); err != nil || forget && seen != n {
				t.Errorf("the transaction that makes it %d sees %d: %v", n, seen, err)
			}
			return none{}, outcome
		})
		if !errors.Is(err, outcome) {
			t.Fatal(err)
		}
	}
	look(0, 1)
	look(0, 0)
	change(false, nil) // as another process does
	look(0, 0)
	k.Clock.Advance(5*time.Second - time.Microsecond)
	look(0, 0)
	k.Clock.Advance(time.Microsecond)
	look(1, 1)
	change(true, nil)
	look(2, 1)
	change(true, errors.New("given up"))
	look(2, 0)
}
