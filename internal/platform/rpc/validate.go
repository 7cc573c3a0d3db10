package rpc

import (
	"errors"
	"strings"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// validate checks the rules that the contract declares beside its fields and names every field that breaks one. A NUL
// is refused everywhere: Postgres cannot keep it.
func (c *Chain) validate(message proto.Message) error {
	if path := nul(message.ProtoReflect(), ""); path != "" {
		return fault.ErrInvalid.OnField(path, "不能含有空字符", "must not hold a NUL character")
	}
	err := c.validator.Validate(message)
	var broken *protovalidate.ValidationError
	if !errors.As(err, &broken) {
		return err
	}
	invalid := fault.ErrInvalid
	for _, v := range broken.Violations {
		invalid = invalid.OnField(protovalidate.FieldPathString(v.Proto.GetField()), "不符合要求："+v.Proto.GetMessage(), v.Proto.GetMessage())
	}
	return invalid
}

// nul is the path of the first string that holds a NUL; empty for none.
func nul(m protoreflect.Message, prefix string) (path string) {
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		name := prefix + string(field.Name())
		each := func(v protoreflect.Value) bool {
			switch field.Kind() {
			case protoreflect.StringKind:
				if strings.ContainsRune(v.String(), 0) {
					path = name
				}
			case protoreflect.MessageKind:
				path = nul(v.Message(), name+".")
			}
			return path == ""
		}
		switch {
		case field.IsMap():
			return true // the contract has no maps in requests
		case field.IsList():
			for i := range value.List().Len() {
				if !each(value.List().Get(i)) {
					return false
				}
			}
			return true
		}
		return each(value)
	})
	return path
}
