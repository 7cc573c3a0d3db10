package consultation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues finds an issue that the caller may see; held, it changes no more until the transaction is over.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	// SeenIssues are those of some issues that the caller may see.
	SeenIssues(ctx context.Context, rows []*ent.Issue) []*ent.Issue
}

// Dispatches finds and locks a dispatch that the caller may see.
type Dispatches interface {
	HoldDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
}

// Deps is what consultations need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Issues     Issues
	Dispatches Dispatches
}

// Service answers the calls of DispatchService that are about consultations.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
