package agency

import (
	"context"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// Assignments are the duties of units, in the caller's transaction.
type Assignments interface {
	// Inbox gives those of some dispatches that the caller is listed of all.
	Inbox(ctx context.Context, tx *db.Tx, dispatches []uuid.UUID) ([]*dispatchv1.Assignment, error)
	// HoldAssignment reads one that is to change: it is locked with its dispatch, of which the matter tells who may act.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// NumberAssignment notes by which number the unit's own system knows one that is held; empty for none.
	NumberAssignment(ctx context.Context, tx *db.Tx, a *ent.Assignment, number string) (*dispatchv1.Assignment, error)
}

// Dispatches leads to what hangs on dispatches, in the caller's transaction.
type Dispatches interface {
	// Ways are those on which the caller comes, by a permission, to see rows that hang on dispatches, by the units in some of their columns.
	Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB          *db.DB
	Pages       *page.Signer
	Feed        *feed.Feed
	Assignments Assignments
	Dispatches  Dispatches
	Facts       records.FactsOf // of dispatches
	Systems     Systems
	Quiet       time.Duration // after which a stream gives a sign of life
}

// Service answers the calls of DispatchService that the systems of called units keep up by, and tells those that have an address.
type Service struct {
	Deps
	queue *jobs.Queue
}

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// Bind the queue that holds the service's worker.
func (s *Service) Bind(q *jobs.Queue) { s.queue = q }
