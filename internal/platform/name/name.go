// Package name reads and writes resource names: collections and ids in turn, "dispatches/<uuid>/assignments/<uuid>".
package name

import (
	"encoding/hex"
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Parse reads the ids out of a name by a pattern such as "issues/*". A failure is a fault on the field "name".
func Parse(pattern, name string) ([]uuid.UUID, error) { return ParseField("name", pattern, name) }

// ParseField is Parse for a name that came in another field of the request. Only the canonical spelling of an id is
// read (lower case, with hyphens), so that one resource has one name.
func ParseField(field, pattern, name string) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	rest, more := name, true
	for segment := range strings.SplitSeq(pattern, "/") {
		var got string
		if !more {
			return nil, malformed(field, pattern)
		}
		if got, rest, more = strings.Cut(rest, "/"); segment != "*" {
			if got != segment {
				return nil, malformed(field, pattern)
			}
			continue
		}
		id, err := uuid.Parse(got)
		if err != nil || id.String() != got {
			return nil, malformed(field, pattern)
		}
		ids = append(ids, id)
	}
	if more {
		return nil, malformed(field, pattern)
	}
	return ids, nil
}

// ParseOptional is ParseField for one id in an optional field; Nil for an empty one.
func ParseOptional(field, pattern, name string) (uuid.UUID, error) {
	if name == "" {
		return uuid.Nil, nil
	}
	ids, err := ParseField(field, pattern, name)
	if err != nil {
		return uuid.Nil, err
	}
	return ids[0], nil
}

// ParseList is ParseField for one id in each name of a list, which the field holds.
func ParseList(field, pattern string, names []string) ([]uuid.UUID, error) {
	ids := make([]uuid.UUID, len(names))
	for i, name := range names {
		one, err := ParseField(fault.Item(field, i), pattern, name)
		if err != nil {
			return nil, err
		}
		ids[i] = one[0]
	}
	return ids, nil
}

// Of is the name of a resource. A nested collection carries its parent: Of("dispatches/<uuid>/assignments", id).
func Of(collection string, id uuid.UUID) string {
	b := append(append(make([]byte, 0, 128), collection...), '/')
	for i, part := range [][]byte{id[:4], id[4:6], id[6:8], id[8:10], id[10:]} {
		if i > 0 {
			b = append(b, '-')
		}
		b = hex.AppendEncode(b, part)
	}
	return string(b)
}

// OrEmpty is the name of an optional resource.
func OrEmpty(collection string, id *uuid.UUID) string {
	if id == nil {
		return ""
	}
	return Of(collection, *id)
}

// List are the names of resources of one collection.
func List(collection string, ids []uuid.UUID) (list []string) {
	for _, id := range ids {
		list = append(list, Of(collection, id))
	}
	return list
}

// Unknown is the answer for an id that does not exist or belongs to another district, on the field that names it.
func Unknown(field, collection string, id uuid.UUID) error {
	return fault.ErrNotFound.On(field).With("name", Of(collection, id))
}

// NotFound turns "no such row" into the answer for a resource that is unknown, foreign or hidden; all three are alike.
func NotFound(err error, resource string) error {
	if ent.IsNotFound(err) {
		return fault.ErrNotFound.With("name", resource)
	}
	return err
}

func malformed(field, pattern string) error {
	return fault.ErrInvalid.OnField(field, "名称格式应为 "+pattern, "the name must look like "+pattern)
}
