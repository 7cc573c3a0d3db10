package handover

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds and moves the duties that are handed over, in the caller's transaction.
type Dispatches interface {
	// OfDuty is the way to rows that hang, by a column, on the duty that a parent names and the caller may see; none where it names all.
	OfDuty(ctx context.Context, tx *db.Tx, parent, column string) ([]page.Way, error)
	// HoldAssignment is the same for one that is to change: it is locked with its dispatch, of which the matter tells who may act.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// Ways are those on which the caller comes, by a permission, to see rows that hang on dispatches, by the units in some of their columns.
	Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way
	// CheckTaker refuses a duty that can not be handed over now, or not to that unit.
	CheckTaker(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, taker uuid.UUID) error
	// TakeOver has another unit take over a duty of a dispatch that is held.
	TakeOver(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, taker uuid.UUID) (id uuid.UUID, shown *dispatchv1.Assignment, err error)
}

// Deps is what hand-overs need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
}

// Service answers the calls of DispatchService that are about hand-overs.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
