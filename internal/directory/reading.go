package directory

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// parseOptional reads the id in an optional field that holds a resource name; Nil for an empty one.
func parseOptional(field, pattern, given string) (uuid.UUID, error) {
	if given == "" {
		return uuid.Nil, nil
	}
	ids, err := name.ParseField(field, pattern, given)
	if err != nil {
		return uuid.Nil, err
	}
	return ids[0], nil
}

// idOr is the id that a client has chosen, or a new one.
func idOr(tx *db.Tx, given string) (uuid.UUID, error) {
	if given == "" {
		return tx.NewID(), nil
	}
	return uuid.Parse(given)
}

// visible turns "no such row" into the answer for a resource that is unknown, foreign or hidden; all three are alike.
func visible(err error, resource string) error {
	if ent.IsNotFound(err) {
		return fault.ErrNotFound.With("name", resource)
	}
	return err
}
