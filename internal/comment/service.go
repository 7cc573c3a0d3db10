package comment

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/comment"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Issues finds an issue that the caller may see and tells what he is to it: for which unit he speaks, for none as the reporter, and
// whether he sees what the units that handle it tell each other. It tells those of a comment whom the issue concerns.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
	SeesNotes(ctx context.Context, row *ent.Issue) bool
	EmitOnIssue(tx *db.Tx, row *ent.Issue, kind string, facts map[string]any)
}

// Attacher hangs what the caller has uploaded on an issue or on an internal comment, in the caller's transaction; field is where the request
// names it.
type Attacher interface {
	Attach(ctx context.Context, tx *db.Tx, subject, field string, attachments []string) error
}

// Moderators look at words that others may read: whether one of them is sensitive, so that they ask for a decision.
type Moderators interface {
	Sensitive(ctx context.Context, tx *db.Tx, texts ...string) (bool, error)
	Await(ctx context.Context, tx *db.Tx, issue *ent.Issue, subject string, author *uuid.UUID) error
}

// Deps is what comments need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Issues     Issues
	Attacher   Attacher
	Moderators Moderators
}

// Service answers the calls of IntakeService that are about comments.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// AmendComment changes what is read of a comment.
func (*Service) AmendComment(ctx context.Context, tx *db.Tx, id uuid.UUID, set func(*ent.CommentUpdate)) error {
	update := tx.Comment.Update().Where(comment.ID(id))
	set(update)
	return update.Exec(tx.Later(ctx, nil))
}
