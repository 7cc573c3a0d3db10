package dispatch

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// find reads a dispatch; one that the caller may not see is not found.
func find(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error) {
	return shown(ctx, tx, tx.Dispatch.Query(), id)
}

// ShowDispatch is find for who keeps the clocks of a dispatch.
func (s *Service) ShowDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error) {
	return find(ctx, tx, id)
}

// HoldDispatch is hold for who keeps the clocks of a dispatch.
func (s *Service) HoldDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error) {
	return hold(ctx, tx, id)
}

// Matter is what the limits of a membership ask of a dispatch that is shown or held.
func (s *Service) Matter(d *ent.Dispatch) access.Matter { return matterOf(d) }

// TellDispatch is the message of a dispatch as the caller sees it now.
func (s *Service) TellDispatch(ctx context.Context, tx *db.Tx, id uuid.UUID) (*dispatchv1.Dispatch, error) {
	d, err := find(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return toDispatch(d, true), nil
}

// TellAssignment is the same for an assignment.
func (s *Service) TellAssignment(ctx context.Context, tx *db.Tx, id, assignment uuid.UUID) (*dispatchv1.Assignment, error) {
	a, err := s.ShowAssignment(ctx, tx, id, assignment)
	if err != nil {
		return nil, err
	}
	return toAssignment(a, true), nil
}

// ShowAssignment is one assignment of a dispatch that the caller may see.
func (s *Service) ShowAssignment(ctx context.Context, tx *db.Tx, id, assignment uuid.UUID) (*ent.Assignment, error) {
	d, err := find(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	return assignmentOf(d, assignment)
}

// HoldAssignment is the same for one that is to change: it is locked with its dispatch, of which the matter tells who may act.
func (s *Service) HoldAssignment(ctx context.Context, tx *db.Tx, id, assignment uuid.UUID) (*ent.Dispatch, *ent.Assignment, access.Matter, error) {
	d, err := hold(ctx, tx, id)
	if err != nil {
		return nil, nil, access.Matter{}, err
	}
	a, err := assignmentOf(d, assignment)
	return d, a, matterOf(d), err
}

// hold is find for a dispatch that is to change: it is locked until the commit and comes with its running clocks. Whoever
// holds a dispatch may change its assignments and clocks.
func hold(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Dispatch, error) {
	var d *ent.Dispatch
	var running []*ent.Clock
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			d, err = shown(ctx, tx, tx.Dispatch.Query().ForUpdate(), id)
			return err
		},
		func(ctx context.Context) (err error) {
			running, err = tx.Clock.Query().Where(clockrow.DispatchID(id), clockrow.StoppedTimeIsNil()).Order(page.Oldest).All(ctx)
			return err
		})
	if err != nil {
		return nil, err
	}
	d.Edges.Clocks = running
	return d, nil
}

func shown(ctx context.Context, tx *db.Tx, q *ent.DispatchQuery, id uuid.UUID) (*ent.Dispatch, error) {
	d, err := load(ctx, tx, q, id)
	if ent.IsNotFound(err) || err == nil && !visible(access.ReachFor(ctx, permitRead).On(matterOf(d)), d) {
		return nil, fault.ErrNotFound.With("name", dispatchName(id))
	}
	return d, err
}

// load reads a dispatch whole.
func load(ctx context.Context, tx *db.Tx, q *ent.DispatchQuery, id uuid.UUID) (*ent.Dispatch, error) {
	var d *ent.Dispatch
	var p parts
	err := db.Together(ctx,
		func(ctx context.Context) (err error) {
			d, err = q.Where(dispatch.ID(id)).Only(ctx)
			return err
		},
		func(ctx context.Context) error { return p.read(ctx, tx, id) })
	if err != nil {
		return nil, err
	}
	p.into(d)
	return d, nil
}

// matterOf is what the limits of a membership ask of a dispatch: the categories of its issues, which load reads for a
// caller with limits, and the unit that issues it.
func matterOf(d *ent.Dispatch) access.Matter {
	m := access.Matter{Territory: []uuid.UUID{d.IssuingUnitID}}
	for _, l := range d.Edges.Issues {
		if l.Edges.Issue != nil {
			m.Categories = append(m.Categories, l.Edges.Issue.CategoryID)
		}
	}
	return m
}

// visible tells whether the dispatch lies in the reach of a reader: the issuing unit does, or a called unit that has it.
func visible(reach access.Reach, d *ent.Dispatch) bool {
	return reach.Covers(d.IssuingUnitID) || slices.ContainsFunc(d.Edges.Assignments, func(a *ent.Assignment) bool {
		return a.SentTime != nil && reach.Covers(a.UnitID)
	})
}

// assignmentOf is one assignment of a dispatch that the caller sees.
func assignmentOf(d *ent.Dispatch, id uuid.UUID) (*ent.Assignment, error) {
	for _, a := range d.Edges.Assignments {
		if a.ID == id {
			return a, nil
		}
	}
	return nil, fault.ErrNotFound.With("name", name.Of(dispatchName(d.ID)+"/assignments", id))
}
