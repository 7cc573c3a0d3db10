package split

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// change is what a split does to an issue beside moving its state.
type change = lifecycle.Change[*ent.IssueUpdate]

// Issues moves an issue by a verb of its table of states, files a part of it as an issue of its own, and finds and shows those
// that the caller may see.
type Issues interface {
	ActOnIssue(ctx context.Context, verb, name, etag string,
		decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*intakev1.Issue, error)
	FilePart(ctx context.Context, tx *db.Tx, of *ent.Issue, in *intakev1.Issue) (*ent.Issue, error)
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	ShowIssues(ctx context.Context, tx *db.Tx, rows []*ent.Issue) ([]*intakev1.Issue, error)
}

// Deps is what splitting needs from the house.
type Deps struct {
	DB     *db.DB
	Issues Issues
}

// Service answers the calls of IntakeService that are about splitting issues.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
