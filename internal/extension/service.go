package extension

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds the duties of units, in the caller's transaction.
type Dispatches interface {
	// ShowAssignment reads one that the caller may see.
	ShowAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Assignment, error)
	// HoldAssignment is the same for one that is to change: it is locked with its dispatch, of which the matter tells who may act.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// CountExtension notes on an assignment that it is due later than at first.
	CountExtension(ctx context.Context, tx *db.Tx, a *ent.Assignment) error
}

// Clocks gives more time to who must be complete, in the transaction of the caller, who holds the dispatch.
type Clocks interface {
	// TimeUntil is how many minutes more of the limit's basis it takes to be due at a moment.
	TimeUntil(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, until time.Time) (minutes int, err error)
	// ExtendClock grants them, for a reason, and gives when the duty is due then.
	ExtendClock(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, minutes int, reason string) (due time.Time, err error)
}

// Issues finds the issues behind an order, writes what no step changes, and tells of it.
type Issues interface {
	VisibleIssue(ctx context.Context, tx *db.Tx, id uuid.UUID, held bool) (*ent.Issue, error)
	AmendIssue(ctx context.Context, tx *db.Tx, row *ent.Issue, set func(*ent.IssueUpdate), told ...lifecycle.Entry) error
	EmitOnIssue(tx *db.Tx, row *ent.Issue, kind string, facts map[string]any)
}

// Deps is what extensions need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
	Clocks     Clocks
	Issues     Issues
}

// Service answers the calls of DispatchService that are about extensions.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
