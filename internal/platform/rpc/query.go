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

// unreadableField finds, in what the JSON and query readers say, what is wrong with which field.
var unreadableField = regexp.MustCompile(`(unknown field|duplicate field|unknown parameter|invalid value for \w+(?: field)?)[: ]+("?[\w.\[\]]+"?)`)

// strictQuery reads query parameters into a request and refuses those that the request does not have, where the
// gateway's own reader would pass over them.
type strictQuery struct{ runtime.DefaultQueryParser }

// Parse one query.
func (q strictQuery) Parse(message proto.Message, values url.Values, filter *utilities.DoubleArray) error {
	for key := range values {
		if !hasPath(message.ProtoReflect().Descriptor(), strings.Split(key, ".")) {
			return fmt.Errorf("unknown parameter %q", key)
		}
	}
	if err := q.DefaultQueryParser.Parse(message, values, filter); err != nil {
		keys := make([]string, 0, len(values))
		for key := range values {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			if strings.Contains(err.Error(), key) {
				return fmt.Errorf("invalid value for parameter field %q", key)
			}
		}
		return err
	}
	return nil
}

func hasPath(d protoreflect.MessageDescriptor, path []string) bool {
	field := d.Fields().ByJSONName(path[0])
	if field == nil {
		field = d.Fields().ByTextName(path[0])
	}
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
