package dispatch

import (
	"context"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// Inbox gives those assignments of some dispatches that the caller is listed of all, as its list leads to them.
func (s *Service) Inbox(ctx context.Context, tx *db.Tx, dispatches []uuid.UUID) (inbox []*dispatchv1.Assignment, err error) {
	var rows []*ent.Dispatch
	var p parts
	if err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			rows, err = tx.Dispatch.Query().Where(dispatch.IDIn(dispatches...)).All(ctx)
			return err
		},
		func(ctx context.Context) error { return p.outline(ctx, tx, dispatches...) }); err != nil {
		return nil, err
	}
	p.into(rows...)
	for _, d := range rows {
		reach := access.ReachFor(ctx, permitReadAssignment).On(matterOf(d))
		for _, a := range d.Edges.Assignments {
			if reach.Covers(d.IssuingUnitID) || a.SentTime != nil && reach.Covers(a.UnitID) {
				inbox = append(inbox, toAssignment(a, false))
			}
		}
	}
	return inbox, nil
}

// NoteHandler notes who of its unit handles an assignment that the caller holds, and tells of it.
func (s *Service) NoteHandler(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, action string, person uuid.UUID) (*dispatchv1.Assignment, error) {
	if err := tx.Assignment.Update().Where(assignment.ID(a.ID)).SetHandlerID(person).SetHandleTime(tx.Now()).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: action, Object: assignmentName(a), Before: map[string]any{"handler": a.HandlerID}, After: map[string]any{"handler": person}})
	tx.Emit(assignmentEvent(assignmentEvents+"handler_set.v1", d, a))
	return s.TellAssignment(ctx, tx, d.ID, a.ID)
}

// NoteVisitWaived notes why nobody of the unit has to have been on the spot before an assignment that the caller holds is complete, and tells of it.
func (s *Service) NoteVisitWaived(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, action, reason string) (*dispatchv1.Assignment, error) {
	if err := tx.Assignment.Update().Where(assignment.ID(a.ID)).SetVisitWaiveReason(reason).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: action, Object: assignmentName(a), After: map[string]any{"visit_waived": true}})
	tx.Emit(assignmentEvent(assignmentEvents+"visit_waived.v1", d, a))
	return s.TellAssignment(ctx, tx, d.ID, a.ID)
}

// NumberAssignment notes by which number the unit's own system knows an assignment that the caller holds; empty for none.
func (s *Service) NumberAssignment(ctx context.Context, tx *db.Tx, a *ent.Assignment, number string) (*dispatchv1.Assignment, error) {
	change := tx.Assignment.Update().Where(assignment.ID(a.ID))
	if number == "" {
		change.ClearExternalNumber()
	} else {
		change.SetExternalNumber(number)
	}
	if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	return s.TellAssignment(ctx, tx, a.DispatchID, a.ID)
}
