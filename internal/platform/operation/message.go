package operation

import (
	"context"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/timestamppb"

	integrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Message is an operation as its owner sees it, in the language of the call.
func (e *Engine) Message(ctx context.Context, o *ent.Operation) (*integrationv1.Operation, error) {
	m := &integrationv1.Operation{
		Name:       name.Of("operations", o.ID),
		Kind:       o.Kind,
		Owner:      name.Of("persons", o.OwnerID),
		State:      integrationv1.Operation_State(integrationv1.Operation_State_value["STATE_"+o.State]),
		Done:       o.EndTime != nil,
		StepsDone:  o.StepsDone,
		StepsTotal: o.StepsTotal,
		CancelTime: wire.Timestamp(o.CancelTime),
		CreateTime: timestamppb.New(o.CreateTime),
		StartTime:  wire.Timestamp(o.StartTime),
		EndTime:    wire.Timestamp(o.EndTime),
		ExpireTime: wire.Timestamp(o.ExpireTime),
		Etag:       etag.Of(o.Version),
	}
	if o.Reason != nil {
		m.Error = &integrationv1.Operation_Failure{Reason: *o.Reason, Detail: fault.Text(*o.Reason, fault.LanguageOf(ctx))}
	}
	if len(o.ResultCipher) > 0 {
		clear, err := e.keeper.Open(resultColumn, o.TenantID, o.ID, o.ResultCipher)
		if err != nil {
			return nil, err
		}
		m.Result = &anypb.Any{}
		if err := proto.Unmarshal([]byte(clear), m.Result); err != nil {
			return nil, err
		}
	}
	return m, nil
}
