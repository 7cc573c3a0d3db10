package rpc

import (
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
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
