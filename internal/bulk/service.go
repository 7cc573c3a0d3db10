package bulk

import (
	"context"
	"fmt"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	bulkv1 "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Caller makes a call in the name of whoever came in by the context, under an idempotency key of its own.
type Caller interface {
	Again(ctx context.Context, key, method string, req, answer proto.Message) error
}

// Deps is what the service needs from the house.
type Deps struct {
	DB     *db.DB
	Caller Caller
}

// Service answers the calls of BulkService.
type Service struct {
	bulkv1.UnsafeBulkServiceServer
	Deps
}

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) { bulkv1.RegisterBulkServiceServer(r, s) }

var (
	requests = (&bulkv1.Call{}).ProtoReflect().Descriptor().Oneofs().ByName("request")
	outcomes = (&bulkv1.CallResult{}).ProtoReflect().Descriptor().Oneofs().ByName("outcome")
)

// target is the RPC of a request, and the field of a result that its answer goes into.
type target struct {
	protoreflect.MethodDescriptor
	outcome protoreflect.FieldDescriptor
}

// path by which the RPC is called.
func (t target) path() string { return fmt.Sprintf("/%s/%s", t.Parent().FullName(), t.Name()) }

// targets are the RPCs that may be called, by the field of their request. One that the contract does not have is a mistake of the program
// and ends it at start.
var targets = targetsOf()

func targetOf(call *bulkv1.Call) target {
	return targets[call.ProtoReflect().WhichOneof(requests).Name()]
}

func targetsOf() map[protoreflect.Name]target {
	byRequest := map[protoreflect.FullName]protoreflect.MethodDescriptor{}
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				byRequest[methods.Get(j).Input().FullName()] = methods.Get(j)
			}
		}
		return true
	})
	all := map[protoreflect.Name]target{}
	for i := range requests.Fields().Len() {
		field := requests.Fields().Get(i)
		t := target{MethodDescriptor: byRequest[field.Message().FullName()]}
		for j := range outcomes.Fields().Len() {
			if f := outcomes.Fields().Get(j); t.MethodDescriptor != nil && f.Message().FullName() == t.Output().FullName() {
				t.outcome = f
			}
		}
		if t.outcome == nil {
			panic(fmt.Sprintf("bulk: %s is the request of no RPC whose answer can be a result", field.Message().FullName()))
		}
		all[field.Name()] = t
	}
	return all
}
