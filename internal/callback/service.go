package callback

import (
	"context"

	"github.com/google/uuid"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// change is what an answer of the resident does to his issue beside moving its state.
type change = lifecycle.Change[*ent.IssueUpdate]

// Issues moves an issue by a verb of its table of states: in a transaction of its own, or in the caller's.
type Issues interface {
	ActOnIssue(ctx context.Context, verb, name, etag string,
		decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*intakev1.Issue, error)
	MoveIssue(ctx context.Context, tx *db.Tx, verb string, id uuid.UUID, etag string,
		decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*ent.Issue, error)
	// RequestReopening takes an issue up again with which the caller is dissatisfied; one that is closed for too long stays as it is.
	RequestReopening(ctx context.Context, tx *db.Tx, id uuid.UUID, reason string) (*ent.Issue, error)
	ShowIssue(ctx context.Context, tx *db.Tx, row *ent.Issue) (*intakev1.Issue, error)
}

// Deps is what the callback needs from the house.
type Deps struct {
	DB     *db.DB
	Pages  *page.Signer
	Issues Issues
}

// Service answers the calls of IntakeService that are about the resident's judgement.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
