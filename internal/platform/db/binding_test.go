package db_test

import (
	"context"
	"testing"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves AD-01
func TestBothBindingsShowATenantItsOwnRowsAndLetAReadChangeNothing(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, binding := range []db.Binding{db.BindSetConfig, db.BindSetLocal} {
		d, err := db.Open(t.Context(), db.Config{URL: k.DSN(testkit.AppRole), Binding: binding, Clock: clock.NewManual(testkit.Epoch)})
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		for _, tenant := range []int{demo.Fangshan, demo.Other} {
			ctx := access.AsSystem(t.Context(), tenant)
			// The policy alone: a statement that names no tenant sees the bound one's rows only.
			count := func(ctx context.Context, tx *db.Tx) (own bool, err error) {
				var rows, foreign int
				err = tx.QueryRow(ctx, "select count(*), count(*) filter (where tenant_id <> $1) from person", tenant).Scan(&rows, &foreign)
				return rows > 0 && foreign == 0, err
			}
			if own, err := db.Read(ctx, d, count); err != nil || !own {
				t.Errorf("%s, read of %d: %v, %v", binding, tenant, own, err)
			}
			if own, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (bool, error) {
				tx.Audit(db.Audit{Action: "platform.test.count", Object: "persons"})
				return count(ctx, tx)
			}); err != nil || !own {
				t.Errorf("%s, write of %d: %v, %v", binding, tenant, own, err)
			}
			if _, err := db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) (int64, error) {
				return tx.Exec(ctx, "update person set version = version where tenant_id = $1", tenant)
			}); err == nil {
				t.Errorf("%s: a read of %d has changed rows", binding, tenant)
			}
		}
	}
}

func TestARecordInsideAReadIsRefusedInsteadOfLost(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	if _, err := db.Read(home(t), k.DB, func(_ context.Context, tx *db.Tx) (none, error) {
		tx.Emit(db.Event{Type: "haolinju.platform.test.marked.v1", Subject: "lost"})
		return none{}, nil
	}); err == nil {
		t.Error("an event inside a read was dropped without a word")
	}
}
