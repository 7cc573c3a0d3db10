package catalogue

import (
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Deps is what the catalogue needs.
type Deps struct {
	DB    *db.DB
	Pages *page.Signer
}

// Service answers the calls of DirectoryService that are about categories.
type Service struct{ Deps }

// New makes the service.
func New(d Deps) *Service { return &Service{Deps: d} }

// Constraints says what the breach of a named constraint means to a caller.
var Constraints = map[string]error{
	"category_pkey":        fault.ErrConflict.On("category_id"),
	"category_code_unique": ErrCategoryCodeTaken.On("category.code"),
	"category_name":        fault.ErrInvalid.On("category.display_name"),
}
