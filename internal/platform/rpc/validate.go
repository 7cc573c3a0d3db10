package rpc

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"buf.build/go/protovalidate"
	"golang.org/x/text/unicode/norm"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// validate checks the rules that the contract declares beside its fields and names every field that breaks one. Before it
// counts, text is brought to its composed form (NFC), so that what looks the same is the same. A NUL is refused
// everywhere: Postgres cannot keep it.
func (c *Chain) validate(message proto.Message) error {
	if path := compose(message.ProtoReflect(), ""); path != "" {
		return fault.ErrInvalid.OnField(path, "不能含有空字符", "must not hold a NUL character")
	}
	err := c.validator.Validate(message)
	if err == nil {
		return nil
	}
	broken, ok := errors.AsType[*protovalidate.ValidationError](err)
	if !ok {
		return err
	}
	invalid := fault.ErrInvalid
	for _, v := range broken.Violations {
		invalid = invalid.OnField(protovalidate.FieldPathString(v.Proto.GetField()), "不符合要求："+v.Proto.GetMessage(), v.Proto.GetMessage())
	}
	return invalid
}

// compose brings every text of a message to NFC and gives the path of the first one that holds a NUL; empty for none.
func compose(m protoreflect.Message, prefix string) (path string) {
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		name := prefix + string(field.Name())
		switch {
		case field.IsMap():
			texts := value.Map()
			texts.Range(func(key protoreflect.MapKey, v protoreflect.Value) bool {
				at := fmt.Sprintf("%s[%q]", name, key.String())
				if strings.ContainsRune(key.String(), 0) {
					path = at
				} else {
					path = composeValue(field.MapValue(), v, at, func(v protoreflect.Value) { texts.Set(key, v) })
				}
				return path == ""
			})
		case field.IsList():
			list := value.List()
			for i := range list.Len() {
				if path = composeValue(field, list.Get(i), fmt.Sprintf("%s[%d]", name, i), func(v protoreflect.Value) { list.Set(i, v) }); path != "" {
					break
				}
			}
		default:
			path = composeValue(field, value, name, func(v protoreflect.Value) { m.Set(field, v) })
		}
		return path == ""
	})
	return path
}

// isASCII says so of a text, which has no other form then.
func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func composeValue(field protoreflect.FieldDescriptor, v protoreflect.Value, name string, set func(protoreflect.Value)) string {
	switch field.Kind() {
	case protoreflect.StringKind:
		switch text := v.String(); {
		case strings.IndexByte(text, 0) >= 0:
			return name
		case !isASCII(text) && !norm.NFC.IsNormalString(text):
			set(protoreflect.ValueOfString(norm.NFC.String(text)))
		}
	case protoreflect.MessageKind:
		return compose(v.Message(), name+".")
	}
	return ""
}
