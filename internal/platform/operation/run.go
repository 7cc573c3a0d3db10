package operation

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/operation"
	"github.com/haolinju/haolinju/internal/platform/db"
)

var (
	// errCancelled ends a run whose owner asked for the end.
	errCancelled = errors.New("operation: cancelled")
	// errReplaced ends a run that was given up and that another worker has taken.
	errReplaced = errors.New("operation: another worker has taken it")
)

// Run is the work of one operation in the hands of one worker.
type Run struct {
	engine  *Engine
	id      uuid.UUID
	attempt int
	done    int64
	over    bool // Succeed was called
}

// Done is how many steps an earlier worker has recorded: the work goes on behind them.
func (r *Run) Done() int64 { return r.done }

// Advance records in the transaction of a change that so many steps are done, out of so many (0: not known). It fails,
// and the change with it, when the operation is cancelled.
func (r *Run) Advance(ctx context.Context, tx *db.Tx, done, total int64) error {
	if err := r.holds(ctx, tx); err != nil {
		return err
	}
	r.done = done
	return tx.Operation.Update().Where(operation.ID(r.id)).SetStepsDone(done).SetStepsTotal(total).Exec(ctx)
}

// Succeed ends the operation well in the transaction of its last change. It fails, and the change with it, when the
// operation is cancelled.
func (r *Run) Succeed(ctx context.Context, tx *db.Tx, result proto.Message) error {
	if err := r.holds(ctx, tx); err != nil {
		return err
	}
	packed, err := anypb.New(result)
	if err != nil {
		return err
	}
	clear, err := proto.MarshalOptions{Deterministic: true}.Marshal(packed)
	if err != nil {
		return err
	}
	sealed, err := r.engine.keeper.Seal(resultColumn, tx.Tenant(), r.id, string(clear))
	if err != nil {
		return err
	}
	r.over = true
	_, err = r.engine.end(ctx, tx, r.id, func(u *ent.OperationUpdate) { u.SetState(succeeded).SetResultCipher(sealed) })
	return err
}

// holds locks the operation and says whether it still runs here.
func (r *Run) holds(ctx context.Context, tx *db.Tx) error {
	o, err := tx.Operation.Query().Where(operation.ID(r.id)).ForUpdate().Only(ctx)
	switch {
	case err != nil:
		return err
	case o.State != running || o.Attempts != r.attempt:
		return errReplaced
	case o.CancelTime != nil:
		return errCancelled
	}
	return nil
}
