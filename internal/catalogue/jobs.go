package catalogue

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// Purge removes the deleted categories of the context's district whose purge time has come. One that an issue, a membership,
// a duty catalogue, a routing rule or another category names stays for the history.
func (s *Service) Purge(ctx context.Context) error {
	return softdelete.Purge(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (int, error) {
		found, err := tx.Query(ctx, `select c.id from category c where c.tenant_id = $1 and c.purge_time <= $2
			and not exists (select from issue i where i.tenant_id = $1 and i.category_id = c.id)
			and not exists (select from duty_item d where d.tenant_id = $1 and d.category_id = c.id)
			and not exists (select from routing_rule r where r.tenant_id = $1 and r.category_id = c.id)
			and not exists (select from category below where below.tenant_id = $1 and below.parent_id = c.id)
			and not exists (select from membership m where m.tenant_id = $1 and m.categories @> jsonb_build_array(c.id))
			limit $3 for update`, tx.Tenant(), tx.Now(), softdelete.Batch)
		if err != nil {
			return 0, err
		}
		ids, err := pgx.CollectRows(found, pgx.RowTo[uuid.UUID])
		if err != nil || len(ids) == 0 {
			return 0, err
		}
		rows, err := tx.Category.Query().Where(category.IDIn(ids...)).All(ctx)
		if err != nil {
			return 0, err
		}
		if _, err := tx.Category.Delete().Where(category.IDIn(ids...)).Exec(ctx); err != nil {
			return 0, err
		}
		for _, c := range rows {
			recordCategory(tx, "purged", categoryRecord(c), c)
		}
		tx.AccessChanged()
		return len(rows), revision.Forget(ctx, tx, ids)
	})
}
