package banner

import (
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what banners need from the house.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of NoticeService that are about banners.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
