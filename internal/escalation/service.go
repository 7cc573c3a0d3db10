package escalation

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds and moves what is brought before the district.
type Dispatches interface {
	// ShowDispatch reads one that the caller may see.
	ShowDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	// Ways are those on which the caller comes, by a permission, to see rows that hang on dispatches, by the units in some of their columns.
	Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way
	// EscalateBy is the verb of the street, with what then does beside it.
	EscalateBy(ctx context.Context, req *dispatchv1.EscalateDispatchRequest,
		then func(context.Context, *db.Tx, *ent.Dispatch) error) (*dispatchv1.Dispatch, error)
	// DecideBy is the verb of the district: the unit that is named leads, and the dispatch goes back, with what decide does beside it.
	DecideBy(ctx context.Context, req *dispatchv1.DecideEscalationRequest, dispatch uuid.UUID, leader *uuid.UUID,
		decide func(context.Context, *db.Tx, *ent.Dispatch) error) (*dispatchv1.Dispatch, error)
}

// Clocks keeps the time of the district, in the transaction of the caller, who holds the dispatch.
type Clocks interface {
	// StartEscalation starts the clock of its decision.
	StartEscalation(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error
	// StopClocks stops the running clocks that match; one that ran out is marked late first.
	StopClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, match func(*ent.Clock) bool) error
}

// Deps is what escalations need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
	Clocks     Clocks
}

// Service answers the calls of DispatchService that are about escalations.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
