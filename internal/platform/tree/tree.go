// Package tree walks the trees that tables hold: units, categories.
package tree

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Table is a table whose rows each name the one above them.
type Table string

// The tables.
const (
	Units      Table = "unit"
	Categories Table = "category"
)

// Above are some rows of a table, each with itself and those above it, by one statement.
func Above(ctx context.Context, tx *db.Tx, table Table, ids []uuid.UUID) (map[uuid.UUID][]uuid.UUID, error) {
	rows, err := tx.Query(ctx, fmt.Sprintf(`with recursive up (asked, id, parent_id) as (
			select id, id, parent_id from %[1]s where tenant_id = $1 and id = any($2)
			union select up.asked, n.id, n.parent_id from up join %[1]s n on n.tenant_id = $1 and n.id = up.parent_id)
		select asked, id from up`, table), tx.Tenant(), ids)
	if err != nil {
		return nil, err
	}
	type step struct{ Asked, Above uuid.UUID }
	steps, err := pgx.CollectRows(rows, pgx.RowToStructByPos[step])
	above := map[uuid.UUID][]uuid.UUID{}
	for _, s := range steps {
		above[s.Asked] = append(above[s.Asked], s.Above)
	}
	return above, err
}

// Below is a row of a table with all below it.
func Below(ctx context.Context, tx *db.Tx, table Table, top uuid.UUID) ([]uuid.UUID, error) {
	rows, err := tx.Query(ctx, fmt.Sprintf(`with recursive below (id) as (
			select id from %[1]s where tenant_id = $1 and id = $2
			union select n.id from below join %[1]s n on n.tenant_id = $1 and n.parent_id = below.id)
		select id from below`, table), tx.Tenant(), top)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// CategoryCodes are the codes of some categories, each with its own and those of the categories above it, by one statement.
func CategoryCodes(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (map[uuid.UUID][]string, error) {
	rows, err := tx.Query(ctx, `with recursive up (asked, parent_id, code) as (
			select id, parent_id, code from category where tenant_id = $1 and id = any($2)
			union select up.asked, n.parent_id, n.code from up join category n on n.tenant_id = $1 and n.id = up.parent_id)
		select asked, code from up`, tx.Tenant(), ids)
	if err != nil {
		return nil, err
	}
	type step struct {
		Asked uuid.UUID
		Code  string
	}
	steps, err := pgx.CollectRows(rows, pgx.RowToStructByPos[step])
	codes := map[uuid.UUID][]string{}
	for _, s := range steps {
		codes[s.Asked] = append(codes[s.Asked], s.Code)
	}
	return codes, err
}
