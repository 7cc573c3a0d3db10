package operation

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/operation"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// The states of an operation, as stored.
const (
	pending   = "PENDING"
	running   = "RUNNING"
	succeeded = "SUCCEEDED"
	failed    = "FAILED"
	cancelled = "CANCELLED"
)

// Sealed columns.
var (
	inputColumn  = crypto.Column{Table: "operation", Name: "input"}
	resultColumn = crypto.Column{Table: "operation", Name: "result"}
)

// Principal is what a person of a tenant may do now.
type Principal func(ctx context.Context, tenant int, person uuid.UUID) (access.Principal, error)

// Engine starts operations and does their work.
type Engine struct {
	db        *db.DB
	keeper    *crypto.Keeper
	principal Principal
	queue     *jobs.Queue
	kinds     map[string]Kind
}

// New makes an engine that asks a queue for its work; the queue is given by Bind, because it takes the engine's Worker.
func New(d *db.DB, keeper *crypto.Keeper, principal Principal) *Engine {
	return &Engine{db: d, keeper: keeper, principal: principal, kinds: map[string]Kind{}}
}

// Bind the queue that holds the engine's worker.
func (e *Engine) Bind(q *jobs.Queue) { e.queue = q }

// Handle takes on kinds of work. All are handed over before the first call.
func (e *Engine) Handle(kinds ...Kind) {
	for _, k := range kinds {
		if _, twice := e.kinds[k.name]; twice {
			panic("operation: " + k.name + " is declared twice")
		}
		e.kinds[k.name] = k
	}
}

// Start asks for work in the caller's transaction: row and job commit with it or not at all.
func (e *Engine) Start(ctx context.Context, tx *db.Tx, kind Kind, input proto.Message) (*integrationv1.Operation, error) {
	if _, ok := e.kinds[kind.name]; !ok {
		return nil, fmt.Errorf("operation: nobody does %q", kind.name)
	}
	owner, rule := access.From(ctx).Person, access.RuleOf(ctx)
	waiting, err := e.waiting(ctx, tx, owner)
	if err != nil {
		return nil, err
	}
	clear, err := proto.MarshalOptions{Deterministic: true}.Marshal(input)
	if err != nil {
		return nil, err
	}
	id := tx.NewID()
	sealed, err := e.keeper.Seal(inputColumn, tx.Tenant(), id, string(clear))
	if err != nil {
		return nil, err
	}
	o, err := tx.Operation.Create().SetID(id).SetKind(kind.name).SetOwnerID(owner).SetState(pending).SetInputCipher(sealed).
		SetPermission(rule.GetPermission()).SetScope(rule.GetScope().String()).Save(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: "integration.operation.start", Object: name.Of("operations", id), After: map[string]any{"kind": kind.name}})
	tx.Emit(db.Event{Type: "haolinju.integration.operation.started.v1", Subject: name.Of("operations", id), Data: map[string]any{"kind": kind.name}})
	if err := e.queue.Ask(ctx, tx, workerName, id, 1+waiting); err != nil {
		return nil, err
	}
	return e.Message(ctx, o)
}

// waiting is how many operations of the tenant wait, which is the rank of the next one: whoever has less waiting goes
// first. A person with too many unfinished ones is refused.
func (e *Engine) waiting(ctx context.Context, tx *db.Tx, owner uuid.UUID) (int, error) {
	most, err := unfinishedPerPerson.At(ctx, tx, tx.Now())
	if err != nil {
		return 0, err
	}
	var own, all int
	if err := tx.QueryRow(ctx, `select count(*) filter (where owner_id = $2), count(*) filter (where state = 'PENDING')
		from operation where tenant_id = $1 and end_time is null`, tx.Tenant(), owner).Scan(&own, &all); err != nil {
		return 0, err
	}
	if own >= most {
		return 0, ErrTooMany
	}
	return all, nil
}

// Cancel asks for the end of an operation: one that waits ends now, one that runs at its next step or within a second.
func (e *Engine) Cancel(ctx context.Context, tx *db.Tx, o *ent.Operation) (*ent.Operation, error) {
	if o.EndTime != nil {
		return nil, ErrOver
	}
	tx.Audit(db.Audit{Action: "integration.operation.cancel", Object: name.Of("operations", o.ID),
		Before: map[string]any{"state": o.State}, After: map[string]any{"cancel_time": tx.Now()}})
	switch {
	case o.State == pending:
		return e.end(ctx, tx, o.ID, func(u *ent.OperationUpdate) { u.SetState(cancelled).SetCancelTime(tx.Now()) })
	case o.CancelTime != nil:
		return o, nil
	}
	return change(ctx, tx, o.ID, func(u *ent.OperationUpdate) { u.SetCancelTime(tx.Now()) })
}

// end closes an operation and tells that it has ended.
func (e *Engine) end(ctx context.Context, tx *db.Tx, id uuid.UUID, how func(*ent.OperationUpdate)) (*ent.Operation, error) {
	days, err := keepDays.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	o, err := change(ctx, tx, id, func(u *ent.OperationUpdate) {
		how(u.SetEndTime(tx.Now()).SetExpireTime(tx.Now().AddDate(0, 0, days)))
	})
	if err != nil {
		return nil, err
	}
	tx.Emit(db.Event{Type: "haolinju.integration.operation.ended.v1", Subject: name.Of("operations", id),
		Data: map[string]any{"kind": o.Kind, "state": o.State}})
	return o, nil
}

// change an operation and read it again.
func change(ctx context.Context, tx *db.Tx, id uuid.UUID, how func(*ent.OperationUpdate)) (*ent.Operation, error) {
	update := tx.Operation.Update().Where(operation.ID(id))
	how(update)
	if err := update.Exec(ctx); err != nil {
		return nil, err
	}
	return tx.Operation.Query().Where(operation.ID(id)).Only(ctx)
}

// Find is an operation of the caller. Any other does not exist for him.
func (e *Engine) Find(ctx context.Context, tx *db.Tx, id uuid.UUID, lock bool) (*ent.Operation, error) {
	q := tx.Operation.Query().Where(operation.ID(id), operation.OwnerIDIn(access.From(ctx).Persons()...))
	if lock {
		q.ForUpdate()
	}
	o, err := q.Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.ErrNotFound
	}
	return o, err
}
