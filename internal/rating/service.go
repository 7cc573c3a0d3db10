package rating

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds, in the caller's transaction, the duties whose sides rate each other.
type Dispatches interface {
	// OfDuty is the way to rows that hang, by a column, on the duty that a parent names and the caller may see; none where it names all.
	OfDuty(ctx context.Context, tx *db.Tx, parent, column string) ([]page.Way, error)
	// HoldDispatch locks one that the caller may see, with its assignments.
	HoldDispatch(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (*ent.Dispatch, error)
	// HoldAssignment is the same for an assignment, with the matter by which it is told who may act.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// Matter is that of a dispatch that is shown or held.
	Matter(d *ent.Dispatch) access.Matter
	// TellDispatch is the message of a dispatch as the caller sees it now.
	TellDispatch(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (*dispatchv1.Dispatch, error)
	// TellAssignment is the same for an assignment.
	TellAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*dispatchv1.Assignment, error)
	// Ways are those on which the caller comes, by a permission, to see rows that hang on dispatches, by the units in some of their columns.
	Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way
}

// Deps is what ratings need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
}

// Service answers the calls of DispatchService that are about ratings.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
