package objection

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds and moves what is objected to.
type Dispatches interface {
	// OfDuty is the way to rows that hang, by a column, on the duty that a parent names and the caller may see; none where it names all.
	OfDuty(ctx context.Context, tx *db.Tx, parent, column string) ([]page.Way, error)
	// HoldAssignment is the same for one that is to change: it is locked with its dispatch, of which the matter tells who may act.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// Ways are those on which the caller comes, by a permission, to see rows that hang on dispatches, by the units in some of their columns.
	Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) []page.Way
	// ObjectToAssignment is the verb of the unit, and has it wait for a ruling once then has let it.
	ObjectToAssignment(ctx context.Context, req *dispatchv1.ReturnAssignmentRequest,
		then func(context.Context, *db.Tx, *ent.Dispatch, *ent.Assignment) error) (*dispatchv1.Assignment, error)
	// CheckSuggested refuses a suggested unit that there is not; nil is none.
	CheckSuggested(ctx context.Context, tx *db.Tx, suggested *uuid.UUID) error
	// ReferDispatch has the district rule on a dispatch that is held.
	ReferDispatch(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error
	// RuleOnReturn ends the wait: the assignment is given back, as set says why, or, where that is nil, stands where it stood.
	RuleOnReturn(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, set func(*ent.AssignmentUpdate)) error
	// AdjudicateBy is the verb of the district; rule tells whether another objection is left for it.
	AdjudicateBy(ctx context.Context, req *dispatchv1.AdjudicateDispatchRequest, dispatch, assignment uuid.UUID,
		rule func(context.Context, *db.Tx, *ent.Dispatch, *ent.Assignment) (left bool, err error)) (*dispatchv1.Dispatch, error)
}

// Clocks lets the time of a unit stand still, in the transaction of the caller, who holds the dispatch.
type Clocks interface {
	// ContestClocks does so, and starts the clock of the ruling of the district or the street.
	ContestClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, district bool) error
	// SettleClocks lets it go on: RESET, KEEP or PAUSE.
	SettleClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, outcome string) error
}

// Deps is what objections need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
	Clocks     Clocks
}

// Service answers the calls of DispatchService that are about objections.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }
