package catalogue

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// Reference is a column that refers to categories.
type Reference struct{ Table, Column string }

// References are all of them that the database knows; a test finds one that is missing. A following keeps its category like the rest: it
// is its person's own, and he alone ends it.
var References = []Reference{
	{"category", "parent_id"}, {"consultation", "category_id"}, {"dispatch_objection", "category_id"}, {"duty_item", "category_id"},
	{"following", "category_id"}, {"issue", "category_id"}, {"routing_rule", "category_id"},
}

// due is the first category behind another one whose purge time has come and that nothing names, in the order of their ids.
var due = func() string {
	var query strings.Builder
	query.WriteString(`select c.id from category c where c.tenant_id = $1 and c.purge_time <= $2 and c.id > $3
		and not exists (select from membership m where m.tenant_id = $1 and m.categories @> jsonb_build_array(c.id))`)
	for _, r := range References {
		fmt.Fprintf(&query, " and not exists (select from %s r where r.tenant_id = $1 and r.%s = c.id)", r.Table, r.Column)
	}
	query.WriteString(" order by c.id limit 1 for update")
	return query.String()
}()

// Purge removes the deleted categories of the context's district whose purge time has come, one in each transaction. One that something
// names stays for the history, and one that cannot be removed keeps none behind it from being so.
func (s *Service) Purge(ctx context.Context) error {
	return db.OneByOne(ctx, s.DB, "categories", nextDue, purge)
}

// nextDue locks the next category that is to be purged.
func nextDue(ctx context.Context, tx *db.Tx, last uuid.UUID) (id uuid.UUID, row *ent.Category, err error) {
	err = tx.QueryRow(ctx, due, tx.Tenant(), tx.Now(), last).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return id, nil, db.ErrNothing
	}
	if err == nil {
		row, err = tx.Category.Query().Where(category.ID(id)).Only(ctx)
	}
	return id, row, err
}

// purge removes a category with its planned changes.
func purge(ctx context.Context, tx *db.Tx, row *ent.Category) error {
	if _, err := tx.Category.Delete().Where(category.ID(row.ID)).Exec(ctx); err != nil {
		return err
	}
	recordCategory(tx, "purged", categoryRecord(row), row)
	tx.AccessChanged()
	return revision.Forget(ctx, tx, []uuid.UUID{row.ID})
}
