package rpc

import (
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/mask"
)

// readMask is what the request wants to read of the answer; empty for all. A list is masked in its items.
func readMask(message proto.Message, method Method) (mask.Tree, error) {
	if method.readMask == nil {
		return nil, nil
	}
	given := fieldMask(message.ProtoReflect(), method.readMask)
	if len(given.GetPaths()) == 0 {
		return nil, nil
	}
	kind := method.Descriptor.Output()
	if items := method.items(); items != nil {
		kind = items.Message()
	}
	return mask.Read(kind, given.GetPaths())
}

// items is the field of the answer that holds the resources of a list or a batch; nil for any other method.
func (m Method) items() protoreflect.FieldDescriptor {
	name := string(m.Descriptor.Name())
	if !strings.HasPrefix(name, "List") && !strings.HasPrefix(name, "BatchGet") {
		return nil
	}
	fields := m.Descriptor.Output().Fields()
	for i := range fields.Len() {
		if f := fields.Get(i); f.IsList() && f.Message() != nil {
			return f
		}
	}
	return nil
}

// prune takes out of an answer what was not asked for.
func prune(answer any, method Method, tree mask.Tree) {
	message, ok := answer.(proto.Message)
	if !ok || len(tree) == 0 {
		return
	}
	m := message.ProtoReflect()
	items := method.items()
	if items == nil {
		tree.Prune(m)
		return
	}
	list := m.Get(items).List()
	for i := range list.Len() {
		tree.Prune(list.Get(i).Message())
	}
}

// updateMask makes the update_mask of a request name exactly what is to change, and brings the etag of the request, where
// If-Match stands, into the resource.
func updateMask(message proto.Message) error {
	m := message.ProtoReflect()
	field := m.Descriptor().Fields().ByName("update_mask")
	if field == nil {
		return updateMasks(m)
	}
	resource := m.Mutable(updated(m.Descriptor())).Message()
	resolved, err := mask.Update(resource, fieldMask(m, field))
	if err != nil {
		return err
	}
	m.Set(field, protoreflect.ValueOfMessage(resolved.ProtoReflect()))
	own, its := m.Descriptor().Fields().ByName("etag"), resource.Descriptor().Fields().ByName("etag")
	if own == nil || its == nil || m.Get(own).String() == "" {
		return nil
	}
	if given := resource.Get(its).String(); given != "" && given != m.Get(own).String() {
		return fault.ErrInvalid.OnField("etag", "与资源的 etag 不一致", "differs from the etag of the resource")
	}
	resource.Set(its, m.Get(own))
	return nil
}

// updateMasks does the same for each of the requests of a batch.
func updateMasks(m protoreflect.Message) error {
	field := m.Descriptor().Fields().ByName("requests")
	if field == nil || !field.IsList() || field.Message() == nil || field.Message().Fields().ByName("update_mask") == nil {
		return nil
	}
	for i := range m.Get(field).List().Len() {
		if err := updateMask(m.Get(field).List().Get(i).Message().Interface()); err != nil {
			return fault.Rooted(err, "", fault.Item("requests", i))
		}
	}
	return nil
}

// updated is the field of an update that holds the resource: the first one.
func updated(request protoreflect.MessageDescriptor) protoreflect.FieldDescriptor {
	return request.Fields().ByNumber(1)
}

func fieldMask(m protoreflect.Message, field protoreflect.FieldDescriptor) *fieldmaskpb.FieldMask {
	given, _ := m.Get(field).Message().Interface().(*fieldmaskpb.FieldMask)
	return given
}
