package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"

	// Each import registers the descriptors of one capability.
	_ "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/audit/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/bulk/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/evaluation/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/insight/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/integration/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/media/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/people/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/privacy/v1"
	_ "github.com/haolinju/haolinju/api/gen/haolinju/restriction/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// route is one REST binding of an RPC.
type route struct {
	// id is the operationId that the generator gives: IntakeService_CreateIssue, with _1 and on for further bindings.
	id       string
	method   protoreflect.MethodDescriptor
	verb     string // lower case, as a path item names it
	template string // as the contract writes it: /v1/{name=issues/*}:triage
	body     string
}

// rule says who may call the route.
func (r route) rule() *accessv1.Access {
	rule, _ := proto.GetExtension(r.method.Options(), accessv1.E_Access).(*accessv1.Access)
	return rule
}

// public tells whether the route is open without signing in.
func (r route) public() bool { return r.rule().GetScope() == accessv1.Scope_SCOPE_PUBLIC }

// delegable tells whether the route may be called in another's place: by a delegate, or by a substitute.
func (r route) delegable() bool {
	return r.rule().GetAct() != accessv1.Act_ACT_UNSPECIFIED || !r.public() && access.PassesOn(r.rule().GetPermission())
}

// mayBeOld tells whether a replica may answer, which is a little behind.
func (r route) mayBeOld() bool {
	return r.verb == "get" && !r.method.IsStreamingServer() && r.rule().GetClass() != accessv1.Class_CLASS_WAIT
}

// routes are all bindings of the contract, ordered by id.
func routes(files *protoregistry.Files) []route {
	var found []route
	files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), "haolinju.") {
			for i := range file.Services().Len() {
				found = append(found, routesOf(file.Services().Get(i))...)
			}
		}
		return true
	})
	slices.SortFunc(found, func(a, b route) int { return cmp.Compare(a.id, b.id) })
	return found
}

func routesOf(service protoreflect.ServiceDescriptor) []route {
	var found []route
	for i := range service.Methods().Len() {
		method := service.Methods().Get(i)
		rule, _ := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
		if rule == nil {
			continue
		}
		for n, binding := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
			r := route{id: fmt.Sprintf("%s_%s", service.Name(), method.Name()), method: method, body: binding.GetBody()}
			if n > 0 {
				r.id = fmt.Sprintf("%s_%d", r.id, n)
			}
			r.verb, r.template = verbAndTemplate(binding)
			found = append(found, r)
		}
	}
	return found
}

func verbAndTemplate(rule *annotations.HttpRule) (verb, template string) {
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return "get", pattern.Get
	case *annotations.HttpRule_Put:
		return "put", pattern.Put
	case *annotations.HttpRule_Post:
		return "post", pattern.Post
	case *annotations.HttpRule_Delete:
		return "delete", pattern.Delete
	case *annotations.HttpRule_Patch:
		return "patch", pattern.Patch
	default:
		return strings.ToLower(rule.GetCustom().GetKind()), rule.GetCustom().GetPath()
	}
}

// field finds the field that a dotted path of proto names or of JSON names leads to.
func field(message protoreflect.MessageDescriptor, path string) protoreflect.FieldDescriptor {
	var found protoreflect.FieldDescriptor
	for _, name := range strings.Split(path, ".") {
		if message == nil {
			return nil
		}
		found = message.Fields().ByJSONName(name)
		if found == nil {
			found = message.Fields().ByName(protoreflect.Name(name))
		}
		if found == nil {
			return nil
		}
		message = found.Message()
	}
	return found
}
