package db

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// OneByOne has something done to some rows, each in a transaction of its own; one that fails holds up none behind it, and is told of by its name in a
// collection. The next row is the first behind another one in the order of their ids, or ErrNothing.
func OneByOne[R any](ctx context.Context, d *DB, collection string, next func(ctx context.Context, tx *Tx, last uuid.UUID) (uuid.UUID, R, error),
	do func(ctx context.Context, tx *Tx, row R) error) error {
	var failed []error
	for last := uuid.Nil; ; {
		var at uuid.UUID
		_, err := Write(ctx, d, func(ctx context.Context, tx *Tx) (struct{}, error) {
			id, row, err := next(ctx, tx, last)
			if err != nil {
				return struct{}{}, err
			}
			at = id
			return struct{}{}, do(ctx, tx, row)
		})
		switch {
		case at == uuid.Nil: // none is left, or it could not be read
			return errors.Join(append(failed, err)...)
		case err != nil:
			failed = append(failed, fmt.Errorf("%s/%s: %w", collection, at, err))
		}
		last = at
	}
}

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
