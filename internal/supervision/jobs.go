package supervision

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/supervision"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Escalate makes those orders of the context's district the district's, once, whose time for an answer has run out.
func (s *Service) Escalate(ctx context.Context) error {
	return db.Sweep(ctx, s.DB, `select id from supervision where tenant_id = $1 and state = 'OPEN' and level = 'ORDER' and reply_due_time <= $2
		order by reply_due_time, id limit $3 for update skip locked`, func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) error {
		rows, err := tx.Supervision.Query().Where(supervision.IDIn(ids...)).Order(page.Oldest).All(ctx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			after, now := *row, tx.Now()
			after.Level, after.OverdueTime = district, &now
			tx.Audit(db.Audit{Action: permitCreate, Object: nameOf(row), Before: facts(row), After: facts(&after)})
			tx.Emit(event(events+"overdue.v1", &after))
		}
		return tx.Supervision.Update().Where(supervision.IDIn(ids...)).SetLevel(district).SetOverdueTime(tx.Now()).Exec(tx.Later(ctx, nil))
	})
}
