package diversion

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// change is what a diversion does to an issue beside moving its state.
type change = lifecycle.Change[*ent.IssueUpdate]

// Issues moves an issue by a verb of its table of states, finds one that the caller may see, and tells for which unit he speaks
// about it.
type Issues interface {
	ActOnIssue(ctx context.Context, verb, name, etag string,
		decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*intakev1.Issue, error)
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
	SeenIssues(ctx context.Context, rows []*ent.Issue) []*ent.Issue
}

// Deps is what diversions need from the house.
type Deps struct {
	DB     *db.DB
	Issues Issues
}

// Service answers the calls of IntakeService that are about diversions.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
