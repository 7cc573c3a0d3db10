package incident

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues finds and shows issues that the caller may see, tells something in the timeline of one that is held, and answers or closes one as a
// part of an act on several. What refuses an issue is a fault, and nothing is written for it.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	ShowIssues(ctx context.Context, tx *db.Tx, rows []*ent.Issue) ([]*intakev1.Issue, error)
	AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...lifecycle.Entry) error
	AnswerWithin(ctx context.Context, tx *db.Tx, act, id uuid.UUID, text string) (*ent.Issue, error)
	CloseWithin(ctx context.Context, tx *db.Tx, act, id uuid.UUID, reason string) (*ent.Issue, error)
}

// Deps is what incidents need from the house.
type Deps struct {
	DB     *db.DB
	Pages  *page.Signer
	Issues Issues
}

// Service answers the calls of IntakeService that are about incidents.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
