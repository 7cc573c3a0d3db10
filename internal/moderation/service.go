package moderation

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/grpc"

	moderationv1 "github.com/haolinju/haolinju/api/gen/haolinju/moderation/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/crypto"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues finds an issue that the caller may see and tells what he is to it: for which unit he speaks, for none as the reporter, and whether
// he sees what the units that handle it tell each other. It writes what is read of an issue and of its timeline.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
	SeesNotes(ctx context.Context, row *ent.Issue) bool
	AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...lifecycle.Entry) error
	RewordEntry(ctx context.Context, tx *db.Tx, entry uuid.UUID, text string) error
}

// Comments writes what is read of a comment.
type Comments interface {
	AmendComment(ctx context.Context, tx *db.Tx, id uuid.UUID, set func(*ent.CommentUpdate)) error
}

// Voices finds an issue that anybody may join, and holds it until the transaction is over.
type Voices interface {
	SharedIssue(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Issue, error)
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB       *db.DB
	Keeper   *crypto.Keeper // of the originals
	Pages    *page.Signer
	Issues   Issues
	Comments Comments
	Voices   Voices
}

// Service answers the calls of ModerationService.
type Service struct {
	moderationv1.UnsafeModerationServiceServer
	Deps
}

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// Register offers the service to callers.
func (s *Service) Register(r grpc.ServiceRegistrar) {
	moderationv1.RegisterModerationServiceServer(r, s)
}
