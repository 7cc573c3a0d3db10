package explain

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// Holdings tells what roles that are held in units, and the grants of clients, give now: as callers are given it.
type Holdings interface {
	Grants(ctx context.Context, tx *db.Tx) (func(access.Holding) []access.Held, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB       *db.DB
	Records  records.Book
	Holdings Holdings
}

// Service answers the call of IdentityService that explains access.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }
