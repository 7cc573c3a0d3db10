package budget_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/budget"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var errSpent = fault.New(fault.Limited, "TEST_SPENT", "已用完", "nothing is left")

func TestMain(m *testing.M) { testkit.Main(m) }

// act runs something in a transaction of the demo's district.
func act(t *testing.T, k *testkit.Kit, do func(ctx context.Context, tx *db.Tx) error) error {
	t.Helper()
	_, err := db.Write(access.AsSystem(t.Context(), demo.Fangshan), k.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		tx.Audit(db.Audit{Action: "test", Object: "budgets"})
		return struct{}{}, do(ctx, tx)
	})
	return err
}

func of(key string, limit int, window time.Duration) budget.Budget {
	return budget.Budget{Kind: "TEST_" + window.String(), Key: []byte(key), Limit: limit, Window: window, Spent: errSpent}
}

func TestBudgetsThatAreChargedTogetherAreAllUsedOrNone(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	charge := func(budgets ...budget.Budget) error {
		return act(t, k, func(ctx context.Context, tx *db.Tx) error { return budget.Charge(ctx, tx, budgets...) })
	}
	hour, day := of("a", 2, time.Hour), of("a", 3, 24*time.Hour)
	for range 2 {
		if err := charge(hour, day); err != nil {
			t.Fatal(err)
		}
	}
	k.Clock.Advance(15 * time.Minute)
	wantSpent(t, charge(hour, day), 45*time.Minute)
	if err := charge(day); err != nil { // the refusal has used nothing of the day
		t.Error(err)
	}
	k.Clock.Advance(45 * time.Minute)
	wantSpent(t, charge(hour, day), 23*time.Hour)
	if err := charge(hour, of("b", 1, time.Hour)); err != nil {
		t.Errorf("in the next window: %v", err)
	}
}

func TestACheckUsesNothingAndARefundGivesOneUseBack(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	b := of("a", 1, time.Hour)
	check := func() error {
		return act(t, k, func(ctx context.Context, tx *db.Tx) error { return budget.Check(ctx, tx, b) })
	}
	for range 2 {
		if err := check(); err != nil {
			t.Error(err)
		}
	}
	if err := act(t, k, func(ctx context.Context, tx *db.Tx) error { return budget.Charge(ctx, tx, b) }); err != nil {
		t.Fatal(err)
	}
	wantSpent(t, check(), time.Hour)
	if err := act(t, k, func(ctx context.Context, tx *db.Tx) error { return budget.Refund(ctx, tx, b) }); err != nil {
		t.Fatal(err)
	}
	if err := check(); err != nil {
		t.Error(err)
	}
}

func TestBudgetsAreForgottenWhenTheirWindowHasEnded(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	if err := act(t, k, func(ctx context.Context, tx *db.Tx) error {
		return budget.Charge(ctx, tx, of("a", 1, time.Hour), of("b", 1, time.Hour), of("a", 1, 24*time.Hour))
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		after time.Duration
		left  int
	}{{0, 3}, {time.Hour, 1}, {time.Hour, 1}, {22 * time.Hour, 0}} {
		k.Clock.Advance(c.after)
		if err := budget.Forget(access.AsSystem(t.Context(), demo.Fangshan), k.DB); err != nil {
			t.Fatal(err)
		}
		var left int
		if err := k.Owner().QueryRow(t.Context(), "select count(*) from budget").Scan(&left); err != nil || left != c.left {
			t.Errorf("after %v more %d are left, want %d: %v", c.after, left, c.left, err)
		}
	}
}

func wantSpent(t *testing.T, err error, wait time.Duration) {
	t.Helper()
	st := fault.Status(err, fault.English)
	testkit.WantFault(t, st.Err(), codes.ResourceExhausted, "TEST_SPENT")
	if got := fault.RetryAfter(st); got != wait {
		t.Errorf("retry after %v, want %v", got, wait)
	}
}
