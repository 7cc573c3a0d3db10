package supervision

import (
	"context"

	"entgo.io/ent/dialect/sql"
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
	// WithinLimits keeps the rows whose dispatch, in a column, lies within the limits of a part of a reach; nil where it has none.
	WithinLimits(tx *db.Tx, part access.Limited, dispatch string) func(*sql.Selector)
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
