package roster

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the capability needs from the house.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
	// Staff are who works in a unit, and Leaders who leads it, in the caller's transaction.
	Staff, Leaders func(ctx context.Context, tx *db.Tx, unit uuid.UUID) ([]uuid.UUID, error)
}

// Service answers the calls of DispatchService that are about duty rosters.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
