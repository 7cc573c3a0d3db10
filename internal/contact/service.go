package contact

import (
	"context"
	"time"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// Issues finds an issue that the caller may see, tells for which unit he speaks about it and the telephone of its contact, and writes what no
// step changes.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
	ContactPhone(row *ent.Issue) (string, error)
	AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...lifecycle.Entry) error
	EmitOnIssue(tx *db.Tx, row *ent.Issue, kind string, facts map[string]any)
	ShowIssue(ctx context.Context, tx *db.Tx, row *ent.Issue) (*intakev1.Issue, error)
}

// Codes shows by a code who holds a telephone: it is stored, sent when it is, and used up or guessed wrong.
type Codes interface {
	OfferCode(ctx context.Context, tx *db.Tx, purpose, number string) (code string, expires, resend time.Duration, err error)
	SendCode(ctx context.Context, number, template string, parameters map[string]string) error
	RedeemCode(ctx context.Context, tx *db.Tx, purpose, number, code string) (bool, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB     *db.DB
	Issues Issues
	Codes  Codes
}

// Service answers the calls of IntakeService that are about the contact of an issue.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
