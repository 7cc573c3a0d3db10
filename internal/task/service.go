package task

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
}

// Staff are the persons who work in a unit now.
type Staff func(ctx context.Context, tx *db.Tx, unit uuid.UUID) ([]uuid.UUID, error)

// Deps is what tasks need from the house.
type Deps struct {
	DB     *db.DB
	Pages  *page.Signer
	Issues Issues
	Staff  Staff
}

// Service answers the calls of IntakeService that are about tasks.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
