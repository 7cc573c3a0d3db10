package retrospective

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/followup"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Remind tells, once, the units whose follow-ups in the context's district are overdue.
func (s *Service) Remind(ctx context.Context) error {
	return db.Sweep(ctx, s.DB, `select id from follow_up where tenant_id = $1 and state = 'OPEN' and overdue_time is null and due_time <= $2
		order by due_time, id limit $3 for update skip locked`, func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) error {
		rows, err := tx.FollowUp.Query().Where(followup.IDIn(ids...)).Order(followup.ByDueTime(), followup.ByID()).All(ctx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			after, now := *row, tx.Now()
			after.OverdueTime = &now
			recordFollowUp(tx, "dispatch.retrospective.remind", followUpEvents+"overdue.v1", row, &after)
		}
		return tx.FollowUp.Update().Where(followup.IDIn(ids...)).SetOverdueTime(tx.Now()).Exec(tx.Later(ctx, nil))
	})
}
