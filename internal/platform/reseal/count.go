package reseal

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Count is how many values of all tenants a key has made, the stored answers of idempotency keys included.
func Count(ctx context.Context, d *db.DB, key crypto.Key) (total int64, err error) {
	tenants, err := db.Tenants(ctx, d)
	if err != nil {
		return 0, err
	}
	for _, tenant := range tenants {
		ctx := access.AsSystem(ctx, tenant)
		columns, err := Columns(ctx, d)
		if err != nil {
			return 0, err
		}
		n, err := db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) (int64, error) { return count(ctx, tx, columns, key) })
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

func count(ctx context.Context, tx *db.Tx, columns []Column, key crypto.Key) (total int64, err error) {
	read := func(table, column string, mark []byte) error {
		var n int64
		err := tx.QueryRow(ctx, fmt.Sprintf("select count(*) from %s where tenant_id = $1 and substring(%s from 1 for length($2::bytea)) = $2",
			table, column), tx.Tenant(), mark).Scan(&n)
		total += n
		return err
	}
	for _, c := range columns {
		switch {
		case key.Use == crypto.Sealing:
			err = read(c.table(), c.cipher(), crypto.SealMark(key.ID))
		case c.Indexed:
			err = read(c.table(), c.index(), crypto.IndexMark(key.ID))
		}
		if err != nil {
			return total, err
		}
	}
	if key.Use == crypto.Sealing {
		err = read("idempotency_key", "answer", crypto.SealMark(key.ID))
	}
	return total, err
}

// ErrStrangeKeys tells that the database holds values which the keys at hand do not open.
var ErrStrangeKeys = errors.New("the data keys do not open what the database holds: give the server the key file of this installation")

// Check opens a new value of each column of each tenant: a server with strange keys must not start, for what it
// sealed nobody else could read.
func Check(ctx context.Context, d *db.DB, keeper *crypto.Keeper) error {
	tenants, err := db.Tenants(ctx, d)
	if err != nil {
		return err
	}
	for _, tenant := range tenants {
		ctx := access.AsSystem(ctx, tenant)
		columns, err := Columns(ctx, d)
		if err != nil {
			return err
		}
		if _, err := db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
			for _, c := range columns {
				if err := opens(ctx, tx, keeper, c); err != nil {
					return struct{}{}, err
				}
			}
			return struct{}{}, nil
		}); err != nil {
			return err
		}
	}
	return nil
}

func opens(ctx context.Context, tx *db.Tx, keeper *crypto.Keeper, c Column) error {
	var id uuid.UUID
	var cipher []byte
	err := tx.QueryRow(ctx, fmt.Sprintf(`select id, cipher from (select id, %s as cipher from %s where tenant_id = $1
		order by id desc limit 100) newest where cipher is not null limit 1`, c.cipher(), c.table()), tx.Tenant()).Scan(&id, &cipher)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := keeper.Open(c.Column, tx.Tenant(), id, cipher); err != nil {
		return fmt.Errorf("%w (%s.%s)", ErrStrangeKeys, c.Table, c.Name)
	}
	return nil
}
