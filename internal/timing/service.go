package timing

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches are what clocks run for, in the caller's transaction.
type Dispatches interface {
	// ShowDispatch reads a dispatch that the caller may see.
	ShowDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	// HoldDispatch is the same for one whose clocks change: it is locked until the commit and comes with its running clocks.
	HoldDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	// MoveDue has an assignment of a dispatch that is held, and with the lead the whole dispatch, due at another time.
	MoveDue(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, due time.Time) error
	// MarkLate notes on an assignment that its limit of a kind ran out.
	MarkLate(ctx context.Context, tx *db.Tx, assignment uuid.UUID, kind string) error
}

// Watcher hears, in the transaction of what happens, that a share of a limit of a dispatch that is held is over, in percent, or that a
// clock stops.
type Watcher interface {
	ClockPassed(ctx context.Context, tx *db.Tx, d *ent.Dispatch, c *ent.Clock, share int) error
	ClockStopped(ctx context.Context, tx *db.Tx, c *ent.Clock) error
}

// Deps is what the capability needs from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
	Watcher    Watcher
	Calendars  WorkCalendars
}

// Service answers the calls of DispatchService that are about clocks.
type Service struct {
	db         *db.DB
	pages      *page.Signer
	dispatches Dispatches
	watcher    Watcher
	calendars  WorkCalendars
}

// New is the service over its dependencies.
func New(d Deps) *Service {
	return &Service{db: d.DB, pages: d.Pages, dispatches: d.Dispatches, watcher: d.Watcher, calendars: d.Calendars}
}
