package access

import (
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/schema"
)

// Holding is a role held in a unit, or what a client is granted there: what grants come of.
type Holding struct {
	Unit       uuid.UUID
	Role       string
	Area       *uuid.UUID
	Categories []uuid.UUID

	Permissions []schema.Permission // of a client, which holds no role
}
