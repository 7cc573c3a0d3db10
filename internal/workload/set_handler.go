package workload

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/capacity"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// SetHandler says who handles a duty: who is named, or who is proposed.
func (s *Service) SetHandler(ctx context.Context, req *dispatchv1.SetHandlerRequest) (*dispatchv1.Assignment, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	person, err := name.ParseOptional("person", "persons/*", req.GetPerson())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		duty, err := tx.Assignment.Query().Where(assignment.ID(ids[1]), assignment.DispatchID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		if err := hold(ctx, tx, duty.UnitID); err != nil {
			return nil, err
		}
		d, a, matter, err := s.Dispatches.HoldAssignment(ctx, tx, ids[0], ids[1])
		if err != nil {
			return nil, err
		}
		if !access.ReachOf(ctx).On(matter).Covers(a.UnitID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		if person == uuid.Nil {
			return s.choose(ctx, tx, d, a, permitHandler)
		}
		if err := s.check(ctx, tx, d, a, person); err != nil {
			return nil, err
		}
		return s.give(ctx, tx, d, a, permitHandler, person)
	})
}

// choose gives a duty, which is held like the capacities of its unit, to whom is proposed.
func (s *Service) choose(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, action string) (*dispatchv1.Assignment, error) {
	switch {
	case !slices.Contains(open, a.State):
		return nil, ErrDutyNotOpen
	case a.HandlerID != nil:
		return nil, ErrSet
	}
	p, err := s.survey(ctx, tx, d, a.UnitID)
	if err != nil {
		return nil, err
	}
	person, ok := p.handler()
	if !ok {
		return nil, ErrNone
	}
	return s.give(ctx, tx, d, a, action, person)
}

// check refuses somebody who is named for a duty and cannot handle it.
func (s *Service) check(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, person uuid.UUID) error {
	switch {
	case !slices.Contains(open, a.State):
		return ErrDutyNotOpen
	case a.HandlerID != nil && *a.HandlerID == person:
		return ErrSame.On("person")
	}
	staff, err := s.Staff(ctx, tx, a.UnitID)
	if err != nil {
		return err
	}
	absences, err := absencesAt(ctx, tx, a.UnitID, tx.Now())
	if err != nil {
		return err
	}
	if !slices.Contains(staff, person) || absences[person] != nil {
		return ErrUnfit.On("person")
	}
	why, err := conflicts(ctx, tx, d, []uuid.UUID{person})
	if err == nil && why[person] != "" {
		err = ErrConflict.On("person")
	}
	return err
}

// give notes the handler on the duty, and that he was given one now.
func (s *Service) give(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, action string, person uuid.UUID) (*dispatchv1.Assignment, error) {
	if err := tx.Capacity.Update().Where(capacity.UnitID(a.UnitID), capacity.PersonID(person)).SetLastTime(tx.Now()).Exec(tx.Later(ctx, nil)); err != nil {
		return nil, err
	}
	return s.Dispatches.NoteHandler(ctx, tx, d, a, action, person)
}
