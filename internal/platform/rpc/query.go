package rpc

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"github.com/grpc-ecosystem/grpc-gateway/v2/utilities"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// fieldAtFault finds, in what the readers of JSON and of the query say, which field is wrong and how: the gateway passes on
// nothing of an error but its text.
var fieldAtFault = regexp.MustCompile(`^field "([^"]*)": (.+)$`)

// atField is an error that fieldAtFault understands.
func atField(path, what string) error { return fmt.Errorf("field %q: %s", path, what) }

// strictQuery reads query parameters into a request and refuses those that the request does not have, where the
// gateway's own reader would pass over them.
type strictQuery struct{ runtime.DefaultQueryParser }

// Parse one query.
func (q strictQuery) Parse(message proto.Message, values url.Values, filter *utilities.DoubleArray) error {
	for key := range values {
		if !hasPath(message.ProtoReflect().Descriptor(), strings.Split(key, ".")) {
			return atField(key, "unknown parameter")
		}
	}
	if err := q.DefaultQueryParser.Parse(message, protoMasks(message.ProtoReflect().Descriptor(), values), filter); err != nil {
		keys := make([]string, 0, len(values))
		for key := range values {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			if field := fieldNamed(message.ProtoReflect().Descriptor(), key); strings.Contains(err.Error(), key) ||
				field != nil && strings.Contains(err.Error(), string(field.Name())) {
				return atField(key, "invalid value")
			}
		}
		return err
	}
	return nil
}

// protoMasks writes the paths of field masks with the names of the contract: JSON names them in camelCase, which the
// gateway's reader takes as they are.
func protoMasks(d protoreflect.MessageDescriptor, values url.Values) url.Values {
	read := url.Values{}
	for key, given := range values {
		read[key] = given
		field := fieldNamed(d, key)
		if field == nil || field.Message() == nil || field.Message().FullName() != "google.protobuf.FieldMask" {
			continue
		}
		read[key] = make([]string, len(given))
		for i, paths := range given {
			read[key][i] = upperCase.ReplaceAllStringFunc(paths, func(letter string) string { return "_" + strings.ToLower(letter) })
		}
	}
	return read
}

var upperCase = regexp.MustCompile("[A-Z]")

// fieldNamed is the field with a name as JSON or as the contract writes it.
func fieldNamed(d protoreflect.MessageDescriptor, name string) protoreflect.FieldDescriptor {
	if field := d.Fields().ByJSONName(name); field != nil {
		return field
	}
	return d.Fields().ByTextName(name)
}

func hasPath(d protoreflect.MessageDescriptor, path []string) bool {
	field := fieldNamed(d, path[0])
	switch {
	case field == nil:
		return false
	case len(path) == 1:
		return true
	case field.Message() == nil || field.IsList():
		return false
	}
	return hasPath(field.Message(), path[1:])
}
