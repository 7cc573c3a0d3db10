package accesslink

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// change is what an answer does to an issue beside moving its state.
type change = lifecycle.Change[*ent.IssueUpdate]

// Issues knows the issues that links lead to.
type Issues interface {
	// EntrustIssue holds an issue that the caller may see until the transaction is over, and tells whether it is his own or lies in
	// his territory, and whether he sees all that its reporter sees.
	EntrustIssue(ctx context.Context, tx *db.Tx, id uuid.UUID) (entrusted, whole bool, err error)
	// MoveIssue moves an issue by a verb of its table of states, in the caller's transaction.
	MoveIssue(ctx context.Context, tx *db.Tx, verb string, id uuid.UUID, etag string,
		decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*ent.Issue, error)
	// IssueOfReporter is an issue and the latest entries of its timeline, as its reporter sees them.
	IssueOfReporter(ctx context.Context, tx *db.Tx, id uuid.UUID, entries int) (*intakev1.Issue, []*intakev1.TimelineEntry, error)
}

// Attempts runs what somebody tries who has not signed in. One that is refused is kept with what it has counted, and uses up
// the failures of the caller's address.
type Attempts interface {
	Attempt(ctx context.Context, try func(context.Context, *db.Tx) (refused *fault.Fault, err error)) error
}

// Deps is what access links need from the house.
type Deps struct {
	DB       *db.DB
	Issues   Issues
	Attempts Attempts
}

// Service answers the calls of IntakeService that are about access links.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
