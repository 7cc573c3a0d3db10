package docket

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// The permissions by which dispatches and duties are read, which dispatch grants.
const (
	permitRead           = "dispatch.dispatch.get"
	permitReadAssignment = "dispatch.assignment.get"
)

// Dispatches finds and shows what is listed.
type Dispatches interface {
	// ShowDispatch reads a dispatch that the caller may see.
	ShowDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	// OutlineDispatches shows dispatches as lists do: without reports and ratings.
	OutlineDispatches(ctx context.Context, tx *db.Tx, rows []*ent.Dispatch) ([]*dispatchv1.Dispatch, error)
	// OutlineAssignments does so with assignments.
	OutlineAssignments(rows []*ent.Assignment) []*dispatchv1.Assignment
}

// Deps is what the lists need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
}

// Service answers the calls of DispatchService that list dispatches and assignments.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
