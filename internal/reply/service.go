package reply

import (
	"context"
	"time"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// change is what a reply does to an issue beside moving its state.
type change = lifecycle.Change[*ent.IssueUpdate]

// Issues moves an issue by a verb of its table of states, finds one that the caller may see, tells for which unit he speaks about it, and writes what
// no step changes.
type Issues interface {
	ActOnIssue(ctx context.Context, verb, name, etag string,
		decide func(context.Context, *db.Tx, *ent.Issue) (change, error)) (*intakev1.Issue, error)
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	SpeakerOn(ctx context.Context, row *ent.Issue) (unit *uuid.UUID, may bool)
	AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...lifecycle.Entry) error
	EmitOnIssue(tx *db.Tx, row *ent.Issue, kind string, facts map[string]any)
	ShowIssue(ctx context.Context, tx *db.Tx, row *ent.Issue) (*intakev1.Issue, error)
}

// Orders hears, in the caller's transaction, that the reporter of an issue behind an order was contacted for the first time.
type Orders interface {
	MeetFirstContact(ctx context.Context, tx *db.Tx, order, issue uuid.UUID) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB     *db.DB
	Issues Issues
	Orders Orders
}

// Service answers the calls of IntakeService that are about talks with reporters and replies to them.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// contacted gives when a talk was, and whether it is the first one with the reporter of an issue, of which the order then hears.
func (s *Service) contacted(ctx context.Context, tx *db.Tx, row *ent.Issue, talk *intakev1.Contact) (at time.Time, first bool, err error) {
	at = talk.GetTime().AsTime().Truncate(time.Microsecond)
	if at.After(tx.Now()) {
		return at, false, ErrContactInFuture.On("contact.time")
	}
	if first = row.ContactedTime == nil; first && row.DispatchID != nil {
		err = s.Orders.MeetFirstContact(ctx, tx, *row.DispatchID, row.ID)
	}
	return at, first, err
}
