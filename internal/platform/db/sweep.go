package db

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// swept is how many rows one transaction of a sweep takes.
const swept = 200

// Sweep has something done to the rows that are due, some at a time, each time in a transaction of its own, until none is left. The
// statement finds their ids, of tenant $1 at time $2 and $3 at most; it locks them, and skips those that others have locked.
func Sweep(ctx context.Context, d *DB, due string, do func(ctx context.Context, tx *Tx, ids []uuid.UUID) error) error {
	for {
		n, err := Write(ctx, d, func(ctx context.Context, tx *Tx) (int, error) {
			found, err := tx.Query(ctx, due, tx.Tenant(), tx.Now(), swept)
			if err != nil {
				return 0, err
			}
			ids, err := pgx.CollectRows(found, pgx.RowTo[uuid.UUID])
			if err != nil {
				return 0, err
			}
			if len(ids) == 0 {
				return 0, ErrNothing
			}
			return len(ids), do(ctx, tx, ids)
		})
		if err != nil || n < swept {
			return err
		}
	}
}
