package visit

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// Dispatches finds the duties of units, in the caller's transaction.
type Dispatches interface {
	// ShowDispatch reads a dispatch that the caller may see.
	ShowDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error)
	// Matter tells who may act on it.
	Matter(d *ent.Dispatch) access.Matter
	// HoldAssignment is a duty that is to change: it is locked with its dispatch.
	HoldAssignment(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error)
	// NoteVisitWaived notes on an assignment why nobody has to have been on the spot, and tells of it.
	NoteVisitWaived(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, action, reason string) (*dispatchv1.Assignment, error)
}

// Attacher hangs what the caller has uploaded on a visit, in the caller's transaction; field is where the request names it.
type Attacher interface {
	Attach(ctx context.Context, tx *db.Tx, subject, field string, attachments []string) error
}

// Deps is what visits need from the house.
type Deps struct {
	DB         *db.DB
	Pages      *page.Signer
	Dispatches Dispatches
	Attacher   Attacher
}

// Service answers the calls of DispatchService that are about visits.
type Service struct{ Deps }

// New is the service over its dependencies.
func New(d Deps) *Service { return &Service{Deps: d} }

// readable is the dispatch of a duty of which the caller may read the visits: his unit's own, or what it has asked for. To others they do not
// exist; field is where the request names them.
func (s *Service) readable(ctx context.Context, tx *db.Tx, field, called string, dispatch, assignment uuid.UUID) (*ent.Dispatch, error) {
	d, err := s.Dispatches.ShowDispatch(ctx, tx, dispatch)
	if err != nil {
		return nil, err
	}
	reach := access.ReachFor(ctx, permitRead).On(s.Dispatches.Matter(d))
	if !slices.ContainsFunc(d.Edges.Assignments, func(a *ent.Assignment) bool {
		return a.ID == assignment && (reach.Covers(d.IssuingUnitID) || a.SentTime != nil && reach.Covers(a.UnitID))
	}) {
		return nil, fault.ErrNotFound.On(field).With("name", called)
	}
	return d, nil
}

// Territory is the unit in charge of what hangs on a visit that the caller may read, who asked for it, and what the limits of a membership ask
// of that.
func (s *Service) Territory(ctx context.Context, tx *db.Tx, subject string) (uuid.UUID, access.Matter, error) {
	row, d, err := s.find(ctx, tx, "parent", subject)
	if err != nil {
		return uuid.Nil, access.Matter{}, err
	}
	return row.IssuingUnitID, s.Dispatches.Matter(d), nil
}

// nameOf a visit.
func nameOf(row *ent.Visit) string {
	return name.Of(dutyName(row.DispatchID, row.AssignmentID)+"/visits", row.ID)
}

func dutyName(dispatch, assignment uuid.UUID) string {
	return name.Of(name.Of("dispatches", dispatch)+"/assignments", assignment)
}
