package evaluation

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// chosen is the id that the caller chose for a new row (AIP-133), or a new one.
func chosen(tx *db.Tx, field, given string) (uuid.UUID, error) {
	if given == "" {
		return tx.NewID(), nil
	}
	id, err := uuid.Parse(given)
	if err != nil || id.Version() != 7 {
		return uuid.Nil, fault.ErrInvalid.OnField(field, "应为第 7 版 UUID", "it must be a UUID of version 7")
	}
	return id, nil
}
