package rating

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// batch is how many ratings one transaction of the job publishes.
const batch = 200

// Publish publishes those ratings of the context's district whose period is over.
func (s *Service) Publish(ctx context.Context) error {
	for {
		n, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (int, error) {
			found, err := tx.Query(ctx, `select id from rating where tenant_id = $1 and state = 'GIVEN' and publish_due_time <= $2
				order by publish_due_time, id limit $3 for update skip locked`, tx.Tenant(), tx.Now(), batch)
			if err != nil {
				return 0, err
			}
			ids, err := pgx.CollectRows(found, pgx.RowTo[uuid.UUID])
			if err != nil {
				return 0, err
			}
			if len(ids) == 0 {
				return 0, db.ErrNothing
			}
			rows, err := tx.Rating.Query().Where(rating.IDIn(ids...)).Order(page.Oldest).All(ctx)
			if err != nil {
				return 0, err
			}
			_, err = publish(ctx, tx, rows...)
			return len(rows), err
		})
		if err != nil || n < batch {
			return err
		}
	}
}
