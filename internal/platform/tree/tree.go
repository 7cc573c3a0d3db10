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
