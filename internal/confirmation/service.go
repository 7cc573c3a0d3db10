package confirmation

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues finds an issue that the caller may see and tells for which unit he speaks about it, writes what no step changes, and takes an issue
// up again.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
	AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...lifecycle.Entry) error
	RequestReopening(ctx context.Context, tx *db.Tx, id uuid.UUID, reason string) (*ent.Issue, error)
}

// Deps is what joint confirmations need from the house.
type Deps struct {
	DB     *db.DB
	Pages  *page.Signer
	Issues Issues
}

// Service answers the calls of IntakeService that are about joint confirmations.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
