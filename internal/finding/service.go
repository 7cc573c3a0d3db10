package finding

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues tells which of some issues the caller may see, and shows them as he may see each.
type Issues interface {
	SeenIssues(ctx context.Context, rows []*ent.Issue) []*ent.Issue
	ShowIssues(ctx context.Context, tx *db.Tx, rows []*ent.Issue) ([]*intakev1.Issue, error)
}

// Disclosure tells how many things of persons are told of together at least.
type Disclosure interface {
	SmallestCell(ctx context.Context, tx *db.Tx) (int, error)
}

// Deps is what finding needs from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Issues     Issues
	Disclosure Disclosure
}

// Service answers the calls of IntakeService that find issues.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
