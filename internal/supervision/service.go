package supervision

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds the duties of units, in the caller's transaction.
type Dispatches interface {
	// ShowAssignment reads one that the caller may see.
	ShowAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Assignment, error)
	// HoldAssignment is the same for one that is to change: it is locked with its dispatch, of which the matter tells who may act.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// Ways are those on which the caller comes, by a permission, to see rows that hang on dispatches, by the units in some of their columns.
	Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way
}

// Leaders are the persons who lead some units now, the one in charge first.
type Leaders func(ctx context.Context, tx *db.Tx, units []uuid.UUID) ([]uuid.UUID, error)

// Deps is what supervision needs from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
	Leaders    Leaders
}

// Service answers the calls of DispatchService that are about supervisions.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
