// Package name reads and writes resource names: collections and ids in turn, "dispatches/<uuid>/assignments/<uuid>".
package name

import (
	"strings"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Parse reads the ids out of a name by a pattern such as "issues/*". A failure is a fault on the field "name".
func Parse(pattern, name string) ([]uuid.UUID, error) { return ParseField("name", pattern, name) }

// ParseField is Parse for a name that came in another field of the request. Only the canonical spelling of an id is
// read (lower case, with hyphens), so that one resource has one name.
func ParseField(field, pattern, name string) ([]uuid.UUID, error) {
	want, got := strings.Split(pattern, "/"), strings.Split(name, "/")
	if len(got) != len(want) {
		return nil, malformed(field, pattern)
	}
	var ids []uuid.UUID
	for i, segment := range want {
		if segment != "*" {
			if got[i] != segment {
				return nil, malformed(field, pattern)
			}
			continue
		}
		id, err := uuid.Parse(got[i])
		if err != nil || id.String() != got[i] {
			return nil, malformed(field, pattern)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// Of is the name of a resource. A nested collection carries its parent: Of("dispatches/<uuid>/assignments", id).
func Of(collection string, id uuid.UUID) string { return collection + "/" + id.String() }

func malformed(field, pattern string) error {
	return fault.ErrInvalid.OnField(field, "名称格式应为 "+pattern, "the name must look like "+pattern)
}
