package access

import (
	"slices"

	"github.com/google/uuid"
)

// Facts are what decides who reaches a record: what a capability tells of one of its rows to whoever explains access.
type Facts struct {
	Permission string      // to read records of this kind
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
