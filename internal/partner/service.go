package partner

import (
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what partner needs.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of IdentityService that are about API clients.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{d} }
