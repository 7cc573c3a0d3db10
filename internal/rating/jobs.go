package rating

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Publish publishes those ratings of the context's district whose period is over.
func (s *Service) Publish(ctx context.Context) error {
	return db.Sweep(ctx, s.DB, `select id from rating where tenant_id = $1 and state = 'GIVEN' and publish_due_time <= $2
		order by publish_due_time, id limit $3 for update skip locked`, func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) error {
		rows, err := tx.Rating.Query().Where(rating.IDIn(ids...)).Order(page.Oldest).All(ctx)
		if err != nil {
			return err
		}
		_, err = publish(ctx, tx, rows...)
		return err
	})
}
