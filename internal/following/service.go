package following

import (
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/link"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what followings need from the house.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
	Links *link.Signer // of the tokens
}

// Service answers the calls of IntakeService that are about followings.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
