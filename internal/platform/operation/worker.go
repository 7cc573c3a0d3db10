package operation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/operation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/name"
)

const (
	workerName = "operation"
	attempts   = 5
	timeout    = time.Minute // of one run; the next goes on behind its last step
	// share is how many operations of one tenant run at a time in the whole installation: never all workers of a process.
	share  = jobs.Workers / 2
	breath = time.Second // between two looks at whether the owner has cancelled, and before a tenant's turn comes again
)

// Worker does the work of operations in the queue.
func (e *Engine) Worker() jobs.Worker {
	return jobs.Worker{Name: workerName, Attempts: attempts, Timeout: timeout, Run: e.run}
}

// run does one operation, or as much of it as one run allows.
func (e *Engine) run(ctx context.Context, id uuid.UUID) error {
	o, err := e.take(ctx, id)
	if err != nil || o == nil {
		return err
	}
	r := &Run{engine: e, id: id, attempt: o.Attempts, done: o.StepsDone}
	err = e.perform(ctx, r, o)
	if errors.Is(err, errReplaced) || err == nil && r.over {
		return nil
	}
	return e.settle(context.WithoutCancel(ctx), r, err)
}

// take marks an operation as run by this worker; nil when there is nothing left to do. A tenant that has its share of
// workers waits.
func (e *Engine) take(ctx context.Context, id uuid.UUID) (*ent.Operation, error) {
	return db.Write(ctx, e.db, func(ctx context.Context, tx *db.Tx) (*ent.Operation, error) {
		// Two that count at once would both find room.
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtext('operation'), $1)", tx.Tenant()); err != nil {
			return nil, err
		}
		o, err := tx.Operation.Query().Where(operation.ID(id)).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) || err == nil && o.EndTime != nil {
			tx.Audit(db.Audit{Action: "integration.operation.run", Object: name.Of("operations", id)})
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		others, err := tx.Operation.Query().Where(operation.State(running), operation.IDNEQ(id)).Count(ctx)
		if err != nil {
			return nil, err
		}
		if others >= share {
			return nil, jobs.Later(breath)
		}
		tx.Audit(db.Audit{Action: "integration.operation.run", Object: name.Of("operations", id), After: map[string]any{"attempt": o.Attempts + 1}})
		return change(ctx, tx, id, func(u *ent.OperationUpdate) {
			u.SetState(running).AddAttempts(1)
			if o.StartTime == nil {
				u.SetStartTime(tx.Now())
			}
		})
	})
}

// perform does the work as the person who asked for it, and stops it when he cancels it.
func (e *Engine) perform(ctx context.Context, r *Run, o *ent.Operation) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("operation %s: panic: %v", o.Kind, p)
		}
	}()
	kind, ok := e.kinds[o.Kind]
	if !ok {
		return fmt.Errorf("operation: nobody does %q in this program", o.Kind)
	}
	clear, err := e.keeper.Open(inputColumn, o.TenantID, o.ID, o.InputCipher)
	if err != nil {
		return err
	}
	input := kind.input()
	if err := proto.Unmarshal([]byte(clear), input); err != nil {
		return err
	}
	rule := &accessv1.Access{Permission: o.Permission, Scope: accessv1.Scope(accessv1.Scope_value[o.Scope])}
	person, err := e.principal(ctx, o.TenantID, o.OwnerID)
	if err != nil {
		return err
	}
	if !person.Holds(rule.GetPermission(), rule.GetScope()) {
		return fault.ErrDenied
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	go e.watch(ctx, r, stop)
	work := access.WithRule(access.With(ctx, person), rule)
	work = db.WithRequest(work, db.Request{ID: name.Of("operations", o.ID)})
	if err = kind.do(work, r, input); err != nil && errors.Is(context.Cause(ctx), errCancelled) {
		return errCancelled
	}
	return err
}

// watch looks once a second whether the owner has cancelled, and then stops the work.
func (e *Engine) watch(ctx context.Context, r *Run, stop context.CancelCauseFunc) {
	tick := time.NewTicker(breath)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		gone, err := db.Read(ctx, e.db, func(ctx context.Context, tx *db.Tx) (bool, error) {
			return tx.Operation.Query().Where(operation.ID(r.id), operation.CancelTimeNotNil()).Exist(ctx)
		})
		if err == nil && gone {
			stop(errCancelled)
			return
		}
	}
}

// settle ends an operation whose work has not ended it: cancelled, refused, or failed too often. What may go better the
// next time is given back to the queue.
func (e *Engine) settle(ctx context.Context, r *Run, cause error) error {
	var refused *fault.Fault
	final := errors.As(cause, &refused) && refused.Kind() != fault.Unavailable && refused.Kind() != fault.Stale
	_, err := db.Write(ctx, e.db, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		o, err := tx.Operation.Query().Where(operation.ID(r.id)).ForUpdate().Only(ctx)
		if err != nil {
			return struct{}{}, err
		}
		tx.Audit(db.Audit{Action: "integration.operation.end", Object: name.Of("operations", r.id)})
		if o.State != running || o.Attempts != r.attempt {
			return struct{}{}, nil
		}
		switch {
		case errors.Is(cause, errCancelled), o.CancelTime != nil:
			_, err = e.end(ctx, tx, r.id, func(u *ent.OperationUpdate) { u.SetState(cancelled) })
			cause = nil
		case cause == nil: // it returned without Succeed
			_, err = e.fail(ctx, tx, r.id, fault.ErrInternal)
		case final:
			_, err = e.fail(ctx, tx, r.id, refused)
			cause = nil
		case r.attempt >= attempts:
			_, err = e.fail(ctx, tx, r.id, ErrLost)
		}
		return struct{}{}, err
	})
	return errors.Join(cause, err)
}

// fail ends an operation with the reason of a fault.
func (e *Engine) fail(ctx context.Context, tx *db.Tx, id uuid.UUID, f *fault.Fault) (*ent.Operation, error) {
	return e.end(ctx, tx, id, func(u *ent.OperationUpdate) { u.SetState(failed).SetReason(f.Reason()) })
}
