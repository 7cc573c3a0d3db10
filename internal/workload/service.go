package workload

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds the duties of units, in the caller's transaction.
type Dispatches interface {
	// ShowDispatch reads a dispatch that the caller may see, and Matter tells who may act on it.
	ShowDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	Matter(d *ent.Dispatch) access.Matter
	// HoldAssignment is a duty that is to change: it is locked with its dispatch.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// NoteHandler notes who of its unit handles a duty that is held, and tells of it.
	NoteHandler(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, action string, person uuid.UUID) (*dispatchv1.Assignment, error)
}

// Persons of a unit, in the caller's transaction.
type Persons = func(ctx context.Context, tx *db.Tx, unit uuid.UUID) ([]uuid.UUID, error)

// Deps is what the capability needs from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
	Staff      Persons // who works in a unit now
	OnDuty     Persons // who is on duty there by its roster, in order
}

// Service answers the calls of DispatchService that are about handlers.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
