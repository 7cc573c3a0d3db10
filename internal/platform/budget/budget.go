// Package budget counts how often something may happen in a window of time, which begins with the first use. A budget is a row
// of the database: it holds for all servers and survives them. What a process counts for itself is in package limit.
//
// Glossary: 额度 = Budget.
//
// Invariant: a budget counts exactly, whatever the number of servers: its uses wait for each other until their transactions
// end (budget_pkey, Charge).
package budget

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Budget is how often something may happen in a window of time.
type Budget struct {
	Kind   string
	Key    []byte // whose budget: an id, or the digest of what may not be stored
	Limit  int
	Window time.Duration
	Spent  *fault.Fault // what a caller hears when nothing is left; he is told when the window ends
}

// row is how much of a budget is used.
type row struct {
	Kind string
	Key  []byte
	Used int
	End  time.Time
}

// Charge uses each of some budgets once, in one statement and in their order; who shares budgets with others names them in the
// same order. A refusal fails the transaction and so costs nothing.
func Charge(ctx context.Context, tx *db.Tx, budgets ...Budget) error {
	kinds, keys, ends := make([]string, len(budgets)), make([][]byte, len(budgets)), make([]time.Time, len(budgets))
	for i, b := range budgets {
		kinds[i], keys[i], ends[i] = b.Kind, b.Key, tx.Now().Add(b.Window)
	}
	rows, err := tx.Query(ctx, `insert into budget as b (tenant_id, kind, key, used, end_time)
			select $1, n.kind, n.key, 1, n.end_time
			from unnest($2::text[], $3::bytea[], $4::timestamptz[]) with ordinality n(kind, key, end_time, place) order by n.place
		on conflict (tenant_id, kind, key) do update set
			used = case when b.end_time <= $5 then 1 else b.used + 1 end,
			end_time = case when b.end_time <= $5 then excluded.end_time else b.end_time end
		where b.tenant_id = $1 returning kind, key, used, end_time`, tx.Tenant(), kinds, keys, ends, tx.Now())
	if err != nil {
		return err
	}
	used, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
	if err != nil {
		return err
	}
	for _, b := range budgets {
		for _, r := range used {
			if r.Kind == b.Kind && bytes.Equal(r.Key, b.Key) && r.Used > b.Limit {
				return b.spent(tx, r.End)
			}
		}
	}
	return nil
}

// Refund gives one use back: what went well does not count.
func Refund(ctx context.Context, tx *db.Tx, b Budget) error {
	_, err := tx.Exec(ctx, "update budget set used = used - 1 where tenant_id = $1 and kind = $2 and key = $3 and used > 0",
		tx.Tenant(), b.Kind, b.Key)
	return err
}

// Check refuses a caller who has nothing left of a budget, and uses nothing.
func Check(ctx context.Context, tx *db.Tx, b Budget) error {
	var end time.Time
	err := tx.QueryRow(ctx, "select end_time from budget where tenant_id = $1 and kind = $2 and key = $3 and used >= $4 and end_time > $5",
		tx.Tenant(), b.Kind, b.Key, b.Limit, tx.Now()).Scan(&end)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil
	case err != nil:
		return err
	}
	return b.spent(tx, end)
}

func (b Budget) spent(tx *db.Tx, end time.Time) error {
	return b.Spent.With("reset_time", end.Format(time.RFC3339)).After(end.Sub(tx.Now()))
}

// Forget deletes the budgets of the context's tenant whose window has ended.
func Forget(ctx context.Context, d *db.DB) error {
	_, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		n, err := tx.Exec(ctx, "delete from budget where tenant_id = $1 and end_time <= $2", tx.Tenant(), tx.Now())
		if err == nil && n == 0 {
			err = db.ErrNothing
		}
		tx.Audit(db.Audit{Action: "platform.budget.forget", Object: "budgets", After: map[string]any{"budgets": n}})
		return struct{}{}, err
	})
	return err
}
