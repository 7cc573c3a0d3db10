package bulk

import (
	"context"
	"strconv"

	"github.com/google/uuid"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// run makes the call at a place of a request. The error is that the caller waits no more.
func (s *Service) run(ctx context.Context, call *bulkv1.Call, at int, validateOnly bool) (*bulkv1.CallResult, error) {
	to, message := targetOf(call), proto.CloneOf(call).ProtoReflect()
	asked := message.Mutable(message.WhichOneof(requests)).Message()
	fields := asked.Descriptor().Fields()
	asked.Clear(fields.ByName("request_id"))
	if validateOnly {
		asked.Set(fields.ByName("validate_only"), protoreflect.ValueOfBool(true))
	}
	kind, err := protoregistry.GlobalTypes.FindMessageByName(to.Output().FullName())
	if err != nil {
		return nil, err
	}
	answer, result := kind.New(), &bulkv1.CallResult{}
	err = s.Caller.Again(ctx, keyOf(ctx, at), to.path(), asked.Interface(), answer.Interface())
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		result.Outcome = &bulkv1.CallResult_Refusal{Refusal: refusalOf(err)}
	default:
		result.ProtoReflect().Set(to.outcome, protoreflect.ValueOfMessage(answer))
	}
	return result, nil
}

// keyOf is the idempotency key of the call at a place of a request; empty where the request has none.
func keyOf(ctx context.Context, at int) string {
	key := db.KeyOf(ctx)
	if key == "" {
		return ""
	}
	return uuid.NewSHA1(uuid.Nil, []byte(strconv.Itoa(at)+"/"+key)).String()
}

func refusalOf(err error) *bulkv1.Refusal {
	p := fault.Problem(status.Convert(err), "")
	refusal := &bulkv1.Refusal{Reason: p.Reason, Status: int32(p.Status), Message: p.Title}
	for _, f := range p.Fields {
		refusal.Fields = append(refusal.Fields, f.Field)
	}
	return refusal
}

// earlier is the answer that the request had before under its idempotency key; nil for a request that is new.
func earlier[T proto.Message](ctx context.Context, d *db.DB) (answer T, err error) {
	if db.KeyOf(ctx) == "" {
		return answer, nil
	}
	return db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (answer T, err error) {
		if _, err := tx.Exec(ctx, "select 1"); err != nil { // with which the key is looked at
			return answer, err
		}
		return answer, db.ErrNothing
	})
}

// record says how many calls were made by a request, and how many were refused; what they did has its own records.
func record(tx *db.Tx, object string, results []*bulkv1.CallResult) {
	refused := 0
	for _, r := range results {
		if r.GetRefusal() != nil {
			refused++
		}
	}
	tx.Audit(db.Audit{Action: permitRun, Object: object, After: map[string]any{"calls": len(results), "refused": refused}})
}
