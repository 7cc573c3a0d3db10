package app_test

import (
	"context"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/operation"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var integrationCases = map[string]doorCase{
	"IntegrationService.GetOperation": {testkit.Resident, func(d *district) proto.Message {
		return &integrationv1.GetOperationRequest{Name: d.operation()}
	}},
	"IntegrationService.ListOperations": {testkit.Resident, func(d *district) proto.Message {
		d.operation()
		return &integrationv1.ListOperationsRequest{PageSize: 1}
	}},
	"IntegrationService.WaitOperation": {testkit.Resident, func(d *district) proto.Message {
		return &integrationv1.WaitOperationRequest{Name: d.operation(), Timeout: durationpb.New(time.Millisecond)}
	}},
	"IntegrationService.ListEvents": {testkit.Resident, func(d *district) proto.Message {
		issue := d.filed()
		if _, err := d.Number(d.t.Context()); err != nil {
			d.t.Fatal(err)
		}
		return &integrationv1.ListEventsRequest{Subject: issue}
	}},
	"IntegrationService.WatchEvents": {testkit.Resident, func(d *district) proto.Message {
		return &integrationv1.WatchEventsRequest{Subject: d.filed(), Types: []string{"haolinju.intake.issue"}}
	}},
	"IntegrationService.CancelOperation": {testkit.Resident, func(d *district) proto.Message {
		return &integrationv1.CancelOperationRequest{Name: d.operation()}
	}},
}

// work that no worker of a district does: its operations wait.
var work = operation.Of("test.sheet.copy", func(context.Context, *operation.Run, *wrapperspb.StringValue) error { return nil })

// operation is one that the resident has asked for.
func (d *district) operation() string {
	d.t.Helper()
	if !d.working {
		d.Operations.Handle(work)
		d.working = true
	}
	d.Clock.Advance(time.Second)
	ctx := access.With(d.t.Context(), access.Principal{Tenant: demo.Fangshan, Person: personID(testkit.Resident)})
	started, err := db.Write(ctx, d.DB, func(ctx context.Context, tx *db.Tx) (*integrationv1.Operation, error) {
		return d.Operations.Start(ctx, tx, work, wrapperspb.String("x"))
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return started.GetName()
}
