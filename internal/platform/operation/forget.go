package operation

import (
	"context"
	"time"

	"github.com/haolinju/haolinju/ent/operation"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// How long an unfinished operation may say nothing before it counts as lost: longer than all runs and the waits between
// them, and longer than any queue.
const (
	silence = 15 * time.Minute
	longest = 24 * time.Hour
)

// Forget deletes the operations of the context's tenant whose time is over, and ends those whose workers are all gone.
func (e *Engine) Forget(ctx context.Context) error {
	_, err := db.Write(ctx, e.db, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		deleted, err := tx.Operation.Delete().Where(operation.ExpireTimeLTE(tx.Now())).Exec(ctx)
		if err != nil {
			return struct{}{}, err
		}
		lost, err := tx.Operation.Query().Where(operation.EndTimeIsNil(), operation.Or(
			operation.And(operation.State(running), operation.UpdateTimeLTE(tx.Now().Add(-silence))),
			operation.UpdateTimeLTE(tx.Now().Add(-longest)))).ForUpdate().All(ctx)
		if err != nil {
			return struct{}{}, err
		}
		for _, o := range lost {
			if _, err := e.fail(ctx, tx, o.ID, ErrLost); err != nil {
				return struct{}{}, err
			}
		}
		tx.Audit(db.Audit{Action: "integration.operation.forget", Object: "operations", After: map[string]any{"deleted": deleted, "lost": len(lost)}})
		return struct{}{}, nil
	})
	return err
}
