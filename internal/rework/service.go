package rework

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds and moves the duties that are sent back, in the caller's transaction.
type Dispatches interface {
	// ReworkAssignmentBy is the verb of the street; then keeps what was.
	ReworkAssignmentBy(ctx context.Context, req *dispatchv1.ReworkAssignmentRequest, then func(context.Context, *db.Tx, *ent.Dispatch, *ent.Assignment) error) (*dispatchv1.Assignment, error)
	// OfDuty is the way to rows that hang, by a column, on the duty that a parent names and the caller may see; none where it names all.
	OfDuty(ctx context.Context, tx *db.Tx, parent, column string) ([]page.Way, error)
	// Ways are those on which the caller comes, by a permission, to see rows that hang on dispatches, by the units in some of their columns.
	Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way
}

// Deps is what reworks need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
}

// Service answers the calls of DispatchService that are about reworks.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
