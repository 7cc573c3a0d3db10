package access

import (
	"slices"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Facts are what decides who reaches a record: what a capability tells of one of its rows to whoever explains access.
type Facts struct {
	Permission string      // to read records of this kind
	Also       string      // must be held too, whatever it reaches; empty for nothing else
	Public     bool        // everybody reads it
	Owners     []uuid.UUID // persons whose own it is
	Units      []uuid.UUID // that have to do with it
	Matter
}

// Reaches says whether the reach covers a record.
func (r Reach) Reaches(f Facts) bool {
	on := r.On(f.Matter)
	return on.All || slices.ContainsFunc(f.Owners, on.Owns) || slices.ContainsFunc(f.Units, on.Covers)
}

// Reads says whether the principal reads a record.
func (p Principal) Reads(f Facts) bool {
	return f.Public || p.Admits(f) && p.Reach(f.Permission).Reaches(f)
}

// Admits says whether the principal holds what must be held beside the permission to read a record.
func (p Principal) Admits(f Facts) bool {
	return f.Also == "" || p.Holds(f.Also, accessv1.Scope_SCOPE_SELF)
}
