package rpc

import (
	"context"
	"net/http"
	"sync"

	"github.com/klauspost/compress/gzhttp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// guardAnswer marks an answer that holds a secret. It is neither kept nor compressed: the length of a compressed answer tells
// about its content to whoever can add words to it.
func guardAnswer(_ context.Context, w http.ResponseWriter, answer proto.Message) error {
	if answer != nil && holdsSecret(answer.ProtoReflect().Descriptor()) {
		w.Header().Set(gzhttp.HeaderNoCompression, "1")
	}
	return nil
}

// Secret says whether guardAnswer has marked an answer.
func Secret(h http.Header) bool { return h.Get(gzhttp.HeaderNoCompression) != "" }

var secretHolders sync.Map // of protoreflect.FullName to bool

// holdsSecret says whether a message of the type can carry a field of sensitivity SECRET, at any depth.
func holdsSecret(d protoreflect.MessageDescriptor) bool {
	if known, ok := secretHolders.Load(d.FullName()); ok {
		return known.(bool)
	}
	holds := findSecret(d, map[protoreflect.FullName]bool{})
	secretHolders.Store(d.FullName(), holds)
	return holds
}

func findSecret(d protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) bool {
	if seen[d.FullName()] {
		return false
	}
	seen[d.FullName()] = true
	for i := range d.Fields().Len() {
		field := d.Fields().Get(i)
		if proto.GetExtension(field.Options(), accessv1.E_Sensitivity) == accessv1.Sensitivity_SENSITIVITY_SECRET {
			return true
		}
		if field.Message() != nil && findSecret(field.Message(), seen) {
			return true
		}
	}
	return false
}
