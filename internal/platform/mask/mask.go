// Package mask reads the field masks of requests: which fields of a resource an answer holds (AIP-157), and which an update
// changes (AIP-134). Both are closed by the contract: a path that it does not know is refused with its place in the mask.
package mask

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// all stands for every field.
const all = "*"

// Tree is a read mask: the fields to keep, and of each what to keep of its message; an empty one keeps everything.
type Tree map[protoreflect.Name]Tree

// Read is the tree of the paths of a read mask over a kind of resource. A path goes into lists as into single messages.
func Read(kind protoreflect.MessageDescriptor, paths []string) (Tree, error) {
	tree := Tree{}
	for i, path := range paths {
		if path == all {
			continue
		}
		if err := tree.add(kind, path); err != nil {
			return nil, refused("read_mask", i, path, "未知字段", "unknown field", names(kind))
		}
	}
	if slices.Contains(paths, all) {
		return Tree{}, nil
	}
	return tree, nil
}

func (t Tree) add(kind protoreflect.MessageDescriptor, path string) error {
	for whole := false; path != ""; {
		var name string
		name, path, _ = strings.Cut(path, ".")
		if kind == nil || kind.Fields().ByName(protoreflect.Name(name)) == nil {
			return fmt.Errorf("mask: no field %s", name)
		}
		field := kind.Fields().ByName(protoreflect.Name(name))
		kind = field.Message()
		next, known := t[field.Name()]
		whole = whole || known && len(next) == 0 // an earlier path keeps all of it
		if next == nil || path == "" {
			next = Tree{}
		}
		if !whole {
			t[field.Name()] = next
		}
		t = next
	}
	return nil
}

// Prune takes out of a message what the tree does not keep.
func (t Tree) Prune(m protoreflect.Message) {
	if len(t) == 0 {
		return
	}
	m.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch below, keep := t[field.Name()]; {
		case !keep:
			m.Clear(field)
		case len(below) == 0:
		case field.IsList():
			for i := range value.List().Len() {
				below.Prune(value.List().Get(i).Message())
			}
		default:
			below.Prune(value.Message())
		}
		return true
	})
}

// Update makes the mask of an update say what is to change: the fields of the mask; all that may change for "*"; those that
// are filled in the resource where there is no mask. Fields that a caller cannot change are refused in a mask, and passed
// over without one. The name and the etag say which resource is meant and which version, and change nothing.
func Update(resource protoreflect.Message, given *fieldmaskpb.FieldMask) (*fieldmaskpb.FieldMask, error) {
	changeable := Changeable(resource.Descriptor())
	resolved := &fieldmaskpb.FieldMask{}
	switch paths := given.GetPaths(); {
	case len(paths) == 0:
		for _, name := range changeable {
			if resource.Has(resource.Descriptor().Fields().ByName(protoreflect.Name(name))) {
				resolved.Paths = append(resolved.Paths, name)
			}
		}
	case len(paths) == 1 && paths[0] == all:
		resolved.Paths = changeable
	default:
		for i, path := range paths {
			switch {
			case slices.Contains(changeable, path):
				resolved.Paths = append(resolved.Paths, path)
			case path != "name" && path != "etag":
				return nil, refused("update_mask", i, path, "不可修改", "cannot be changed", changeable)
			}
		}
	}
	return resolved, nil
}

// Changeable are the fields of a resource that an update may change, by what the contract says of them.
func Changeable(kind protoreflect.MessageDescriptor) (changeable []string) {
	for i := range kind.Fields().Len() {
		field := kind.Fields().Get(i)
		behaviors, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
		fixed := slices.ContainsFunc(behaviors, func(b annotations.FieldBehavior) bool {
			return b == annotations.FieldBehavior_OUTPUT_ONLY || b == annotations.FieldBehavior_IMMUTABLE || b == annotations.FieldBehavior_IDENTIFIER
		})
		if !fixed && field.Name() != "name" && field.Name() != "etag" {
			changeable = append(changeable, string(field.Name()))
		}
	}
	return changeable
}

func names(kind protoreflect.MessageDescriptor) (list []string) {
	for i := range kind.Fields().Len() {
		list = append(list, string(kind.Fields().Get(i).Name()))
	}
	return list
}

// refused is the fault at the path of a mask, counted from 1.
func refused(field string, i int, path, zh, en string, known []string) error {
	place := strconv.Itoa(i + 1)
	return fault.ErrInvalid.OnField(field, "第 "+place+" 个路径 "+path+"："+zh, "path "+place+", "+path+": "+en).
		With("position", place).With("known_fields", strings.Join(known, ", "))
}
