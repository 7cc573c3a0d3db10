package staffing

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Holders are the persons who hold a role in one of some units now, each once.
func Holders(ctx context.Context, tx *db.Tx, role string, units []uuid.UUID) ([]uuid.UUID, error) {
	held, err := tx.Membership.Query().Where(membership.Role(role), membership.UnitIDIn(units...), membership.ValidFromLTE(tx.Now()),
		membership.Or(membership.ValidToIsNil(), membership.ValidToGT(tx.Now()))).Order(page.Oldest).All(ctx)
	var persons []uuid.UUID
	for _, m := range held {
		if !slices.Contains(persons, m.PersonID) {
			persons = append(persons, m.PersonID)
		}
	}
	return persons, err
}
