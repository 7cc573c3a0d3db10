package task

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/task"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Remind tells, once for each due time, whoever is to do the tasks of the context's district that are overdue.
func (s *Service) Remind(ctx context.Context) error {
	return db.Sweep(ctx, s.DB, `select id from task where tenant_id = $1 and state = 'OPEN' and overdue_time is null and due_time <= $2
		order by due_time, id limit $3 for update skip locked`, func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) error {
		rows, err := tx.Task.Query().Where(task.IDIn(ids...)).WithIssue().Order(task.ByDueTime(), task.ByID()).All(ctx)
		if err != nil {
			return err
		}
		for _, row := range rows {
			after, now := *row, tx.Now()
			after.OverdueTime = &now
			record(tx, "intake.task.remind", events+"overdue.v1", row.Edges.Issue, row, &after)
		}
		return tx.Task.Update().Where(task.IDIn(ids...)).SetOverdueTime(tx.Now()).Exec(tx.Later(ctx, nil))
	})
}
