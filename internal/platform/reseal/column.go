package reseal

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Column is a sealed column as the catalogue shows it.
type Column struct {
	crypto.Column
	Indexed bool // has a blind index beside it
}

func (c Column) table() string { return pgx.Identifier{c.Table}.Sanitize() }

func (c Column) cipher() string { return pgx.Identifier{c.Name + "_cipher"}.Sanitize() }

func (c Column) index() string { return pgx.Identifier{c.Name + "_index"}.Sanitize() }

// Columns of the database, in order.
func Columns(ctx context.Context, d *db.DB) ([]Column, error) {
	return db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) ([]Column, error) {
		rows, err := tx.Query(ctx, `select c.relname::text, substr(a.attname, 1, length(a.attname) - 7),
				exists (select from pg_attribute i where i.attrelid = c.oid and i.attname = substr(a.attname, 1, length(a.attname) - 7) || '_index')
			from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname like '%\_cipher' and not a.attisdropped
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
			order by 1, 2`)
		if err != nil {
			return nil, err
		}
		return pgx.CollectRows(rows, func(row pgx.CollectableRow) (c Column, err error) {
			err = row.Scan(&c.Table, &c.Name, &c.Indexed)
			return c, err
		})
	})
}

// made is the condition for what keys with certain marks have made; $2 and $3 are the marks of cipher and index.
func (c Column) made(operator string) string {
	condition := fmt.Sprintf("substring(%s from 1 for length($2::bytea)) %s $2", c.cipher(), operator)
	if c.Indexed {
		condition += fmt.Sprintf(" or substring(%s from 1 for length($3::bytea)) %s $3", c.index(), operator)
	}
	return condition
}
