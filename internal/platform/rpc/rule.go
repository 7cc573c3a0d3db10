package rpc

import (
	"fmt"
	"strings"
	"sync"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/limit"
)

// Method is one RPC of the contract with what the chain must know of it.
type Method struct {
	Descriptor  protoreflect.MethodDescriptor
	Access      *accessv1.Access
	ReadOnly    bool // served by HTTP GET: has no effect, takes no idempotency key
	Class       limit.Class
	Waits       bool   // takes no place among the calls that work
	Feature     string // that a district may switch off; empty for none
	Deprecation *accessv1.Deprecation

	farewell metadata.MD                  // what the answers of a deprecated method tell
	readMask protoreflect.FieldDescriptor // of the request; nil for none
	etag     protoreflect.FieldDescriptor // of the answer; nil for none
}

// FullName is the gRPC path of the method.
func (m Method) FullName() string {
	return fmt.Sprintf("/%s/%s", m.Descriptor.Parent().FullName(), m.Descriptor.Name())
}

// Methods are those of the registered contract by their paths, in a map that all callers share. A method without a rule, or without a
// place in REST, is an error: the server does not start.
func Methods() (map[string]Method, error) { return walked() }

// walked is the contract, which never changes, walked once.
var walked = sync.OnceValues(walk)

func walk() (map[string]Method, error) {
	methods := map[string]Method{}
	var failed error
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "haolinju.") {
			return true
		}
		for i := range file.Services().Len() {
			list := file.Services().Get(i).Methods()
			for j := range list.Len() {
				m, err := method(list.Get(j))
				if err != nil {
					failed = err
					return false
				}
				methods[m.FullName()] = m
			}
		}
		return true
	})
	return methods, failed
}

func method(d protoreflect.MethodDescriptor) (Method, error) {
	rule, _ := proto.GetExtension(d.Options(), accessv1.E_Access).(*accessv1.Access)
	if rule.GetPermission() == "" || rule.GetScope() == accessv1.Scope_SCOPE_UNSPECIFIED {
		return Method{}, fmt.Errorf("%s declares no access rule", d.FullName())
	}
	http, _ := proto.GetExtension(d.Options(), annotations.E_Http).(*annotations.HttpRule)
	if http == nil {
		return Method{}, fmt.Errorf("%s declares no REST path", d.FullName())
	}
	m := Method{Descriptor: d, Access: rule, ReadOnly: http.GetGet() != "", readMask: fieldOf(d.Input(), "read_mask"), etag: etagField(d.Output())}
	m.Class, m.Waits = m.class(), rule.GetClass() == accessv1.Class_CLASS_WAIT
	m.Deprecation, _ = proto.GetExtension(d.Options(), accessv1.E_Deprecation).(*accessv1.Deprecation)
	var err error
	if m.farewell, err = farewell(m.Deprecation); err != nil {
		return Method{}, fmt.Errorf("%s: %w", d.FullName(), err)
	}
	if m.Feature, _ = proto.GetExtension(d.Options(), accessv1.E_Feature).(string); m.Feature == "" {
		m.Feature, _ = proto.GetExtension(d.Parent().Options(), accessv1.E_ServiceFeature).(string)
	}
	return m, nil
}

// fieldOf is the field of a message by its name; nil for none. It reads the list: where a message is first asked by name it makes four
// maps of its fields, and most messages of the contract never are.
func fieldOf(message protoreflect.MessageDescriptor, name protoreflect.Name) protoreflect.FieldDescriptor {
	fields := message.Fields()
	for i := range fields.Len() {
		if field := fields.Get(i); field.Name() == name {
			return field
		}
	}
	return nil
}

// class of a method as it is declared, or as its shape tells.
func (m Method) class() limit.Class {
	switch m.Access.GetClass() {
	case accessv1.Class_CLASS_SIGN_IN:
		return limit.SignIn
	case accessv1.Class_CLASS_WRITE:
		return limit.Write
	case accessv1.Class_CLASS_READ, accessv1.Class_CLASS_WAIT:
		return limit.Read
	case accessv1.Class_CLASS_EXPORT:
		return limit.Export
	}
	switch {
	case m.ReadOnly:
		return limit.Read
	case m.Access.GetScope() == accessv1.Scope_SCOPE_PUBLIC:
		return limit.SignIn
	}
	return limit.Write
}
