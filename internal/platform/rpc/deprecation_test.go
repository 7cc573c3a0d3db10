package rpc

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/emptypb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/limit"
)

// going is the descriptor of an RPC that is going away.
func going(t *testing.T, d *accessv1.Deprecation) protoreflect.MethodDescriptor {
	t.Helper()
	options := &descriptorpb.MethodOptions{}
	proto.SetExtension(options, accessv1.E_Access, &accessv1.Access{Permission: "test.going.read", Scope: accessv1.Scope_SCOPE_PUBLIC})
	proto.SetExtension(options, annotations.E_Http, &annotations.HttpRule{Pattern: &annotations.HttpRule_Get{Get: "/v1/going"}})
	proto.SetExtension(options, accessv1.E_Deprecation, d)
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{Name: proto.String("going.proto"), Package: proto.String("test.v1"),
		Syntax: proto.String("proto3"), Dependency: []string{"google/protobuf/empty.proto"},
		Service: []*descriptorpb.ServiceDescriptorProto{{Name: proto.String("GoingService"), Method: []*descriptorpb.MethodDescriptorProto{{
			Name: proto.String("GetGoing"), InputType: proto.String(".google.protobuf.Empty"), OutputType: proto.String(".google.protobuf.Empty"),
			Options: options}}}}}, protoregistry.GlobalFiles)
	if err != nil {
		t.Fatal(err)
	}
	return file.Services().Get(0).Methods().Get(0)
}

// sent keeps the headers of an answer.
type sent struct {
	grpc.ServerTransportStream
	header metadata.MD
}

func (s *sent) SetHeader(md metadata.MD) error {
	s.header = metadata.Join(s.header, md)
	return nil
}

func TestAnAnswerOfAnRPCThatIsGoingAwaySaysSinceAndUntilWhen(t *testing.T) {
	t.Parallel()
	m, err := method(going(t, &accessv1.Deprecation{DeprecateDate: "2027-01-31", SunsetDate: "2027-09-30", Successor: "test.v1.StayingService.Get"}))
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewChain(Config{Clock: clock.NewManual(time.Unix(0, 0)), Budgets: limit.NewBudgets(limit.Rates{}, 1), Deadline: time.Minute, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	c.methods = map[string]Method{m.FullName(): m}
	var s sent
	ctx := grpc.NewContextWithServerTransportStream(t.Context(), &s)
	_, err = c.Unary(ctx, &emptypb.Empty{}, &grpc.UnaryServerInfo{FullMethod: m.FullName()}, func(context.Context, any) (any, error) { return &emptypb.Empty{}, nil })
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"deprecation": "@1801353600", "sunset": "Thu, 30 Sep 2027 00:00:00 GMT",
		"link": `</changelog>; rel="deprecation"; type="application/json"`} {
		if got := strings.Join(s.header.Get(name), "; "); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
		if header, ok := told(name); !ok || header != name {
			t.Errorf("%s does not leave by REST", name)
		}
	}
}

func TestADeprecationThatIsNoneKeepsTheServerFromStarting(t *testing.T) {
	t.Parallel()
	for what, d := range map[string]*accessv1.Deprecation{
		"no day":                      {},
		"a day that does not exist":   {DeprecateDate: "2027-02-30"},
		"an end that is no day":       {DeprecateDate: "2027-01-31", SunsetDate: "soon"},
		"an end within half a year":   {DeprecateDate: "2027-01-31", SunsetDate: "2027-07-30"},
		"an end before its own begin": {DeprecateDate: "2027-01-31", SunsetDate: "2026-01-31"},
	} {
		if _, err := method(going(t, d)); err == nil {
			t.Errorf("%s was taken", what)
		}
	}
}
