package rpc

import (
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// precondition reads the header If-Match into the field etag of a request. A header that the method cannot heed is
// refused, not passed over: the caller relies on it.
func (c *call) precondition(message proto.Message, method Method) error {
	if c.ifMatch == "" || c.ifMatch == "*" || method.ReadOnly {
		return nil
	}
	tag, ok := bare(c.ifMatch)
	if !ok {
		return fault.ErrInvalid.OnField("If-Match", "应为一个带引号的实体标签", "must be one quoted entity tag")
	}
	tag = etag.Version(tag)
	field := etagField(message.ProtoReflect().Descriptor())
	if field == nil {
		return fault.ErrInvalid.OnField("If-Match", "该操作没有 etag", "the method takes no etag")
	}
	m := message.ProtoReflect()
	if given, _ := bare(m.Get(field).String()); given != "" && given != tag {
		return fault.ErrInvalid.OnField("etag", "与 If-Match 不一致", "differs from If-Match")
	}
	m.Set(field, protoreflect.ValueOfString(tag))
	return nil
}

// tag shows the etag of an answer in its header.
func (c *call) tag(answer any, method Method) {
	message, ok := answer.(proto.Message)
	if !ok || method.etag == nil {
		return
	}
	if tag := message.ProtoReflect().Get(method.etag).String(); tag != "" {
		c.answer.Set(headerETag, `"`+tag+`"`)
	}
}

// etagField is the field of a message that holds its etag; nil for none.
func etagField(of protoreflect.MessageDescriptor) protoreflect.FieldDescriptor {
	field := fieldOf(of, "etag")
	if field == nil || field.Kind() != protoreflect.StringKind || field.IsList() {
		return nil
	}
	return field
}

// bare is one entity tag without its quotes, and without the mark that a proxy sets which compresses the answer.
func bare(tag string) (string, bool) {
	tag, weak := strings.CutPrefix(tag, "W/")
	inner, quoted := strings.CutPrefix(tag, `"`)
	if !quoted {
		return tag, !weak && tag != "" && !strings.ContainsAny(tag, `", `)
	}
	inner, closed := strings.CutSuffix(inner, `"`)
	return inner, closed && inner != "" && !strings.Contains(inner, `"`)
}
