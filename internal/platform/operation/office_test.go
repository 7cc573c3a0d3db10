package operation_test

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/wrapperspb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/operation"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// office is a server with one kind of work.
type office struct {
	*testkit.Kit
	t    *testing.T
	kind operation.Kind
}

// open a server whose work is what do says.
func open(t *testing.T, do func(ctx context.Context, r *operation.Run, input *wrapperspb.StringValue) error) *office {
	t.Helper()
	o := &office{Kit: testkit.Start(t), t: t, kind: operation.Of("test.sheet.copy", do)}
	o.Operations.Handle(o.kind)
	return o
}

func (o *office) client(who testkit.Who) integrationv1.IntegrationServiceClient {
	return integrationv1.NewIntegrationServiceClient(o.Conn(who))
}

func personOf(who testkit.Who) uuid.UUID {
	for _, p := range demo.People {
		if p.Who == who {
			return p.ID()
		}
	}
	return uuid.Nil
}

// asking is the context of a call that asks for work and was let in by a permission that the caller may lose.
func asking(ctx context.Context, who testkit.Who) context.Context {
	return access.WithRule(access.With(ctx, access.Principal{Tenant: demo.Fangshan, Person: personOf(who)}),
		&accessv1.Access{Permission: "integration.operation.get", Scope: accessv1.Scope_SCOPE_SELF})
}

// try asks for work in a transaction that ends with an error of the test's choice.
func (o *office) try(who testkit.Who, end error) (*integrationv1.Operation, error) {
	return db.Write(asking(o.t.Context(), who), o.DB, func(ctx context.Context, tx *db.Tx) (*integrationv1.Operation, error) {
		started, err := o.Operations.Start(ctx, tx, o.kind, wrapperspb.String("诚信粮油店"))
		if err == nil {
			err = end
		}
		return started, err
	})
}

// ask for work.
func (o *office) ask(who testkit.Who) *integrationv1.Operation {
	o.t.Helper()
	started, err := o.try(who, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	return started
}

// run does the work of an operation once, as the queue does it.
func (o *office) run(name string) error {
	return o.Operations.Worker().Run(access.AsSystem(o.t.Context(), demo.Fangshan), uuid.MustParse(name[len("operations/"):]))
}

func (o *office) get(who testkit.Who, name string) *integrationv1.Operation {
	o.t.Helper()
	got, err := o.client(who).GetOperation(o.t.Context(), &integrationv1.GetOperationRequest{Name: name})
	if err != nil {
		o.t.Fatal(err)
	}
	return got
}

// succeed ends an operation well in a transaction of its own.
func (o *office) succeed(ctx context.Context, r *operation.Run, result string) error {
	return o.step(ctx, func(ctx context.Context, tx *db.Tx) error { return r.Succeed(ctx, tx, wrapperspb.String(result)) })
}

// step is one transaction of the work.
func (o *office) step(ctx context.Context, do func(context.Context, *db.Tx) error) error {
	_, err := db.Write(ctx, o.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		tx.Audit(db.Audit{Action: "test.sheet.copy", Object: "sheets"})
		return struct{}{}, do(ctx, tx)
	})
	return err
}
