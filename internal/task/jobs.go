package task

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent/task"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// batch is how many tasks one transaction of the job looks at.
const batch = 200

// Remind tells, once for each due time, whoever is to do the tasks of the context's district that are overdue.
func (s *Service) Remind(ctx context.Context) error {
	for {
		n, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (int, error) {
			found, err := tx.Query(ctx, `select id from task where tenant_id = $1 and state = 'OPEN' and overdue_time is null and due_time <= $2
				order by due_time, id limit $3 for update skip locked`, tx.Tenant(), tx.Now(), batch)
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
			rows, err := tx.Task.Query().Where(task.IDIn(ids...)).WithIssue().Order(task.ByDueTime(), task.ByID()).All(ctx)
			if err != nil {
				return 0, err
			}
			for _, row := range rows {
				after, now := *row, tx.Now()
				after.OverdueTime = &now
				record(tx, "intake.task.remind", events+"overdue.v1", row.Edges.Issue, row, &after)
			}
			return len(rows), tx.Task.Update().Where(task.IDIn(ids...)).SetOverdueTime(tx.Now()).Exec(tx.Later(ctx, nil))
		})
		if err != nil || n < batch {
			return err
		}
	}
}
