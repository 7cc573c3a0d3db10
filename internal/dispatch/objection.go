package dispatch

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Objections knows, in the caller's transaction, what was ruled on units that gave their duties back.
type Objections interface {
	// Relieved says why some units must not be called for some issues: what the district has ruled in like matters.
	Relieved(ctx context.Context, tx *db.Tx, units, issues []uuid.UUID) (map[uuid.UUID]error, error)
	// ReturnsUsedUp tells whether the matter of a dispatch was given back as often as is allowed.
	ReturnsUsedUp(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (bool, error)
	// CheckReturn refuses to let a unit object to its duty any more.
	CheckReturn(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment) error
	// DistrictRules tells whether the district has an objection in a dispatch to rule on.
	DistrictRules(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) (bool, error)
	// LapseObjections ends those that are pending in a dispatch that is called off.
	LapseObjections(ctx context.Context, tx *db.Tx, dispatch uuid.UUID) error
}

// ObjectToAssignment is the verb of a unit that gives its duty back; what then does beside it is objection's.
func (s *Service) ObjectToAssignment(ctx context.Context, req *dispatchv1.ReturnAssignmentRequest,
	then func(context.Context, *db.Tx, *ent.Dispatch, *ent.Assignment) error) (*dispatchv1.Assignment, error) {
	return s.actAssignment(ctx, req, Return, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, _ *ent.AssignmentUpdate) error {
		return then(ctx, tx, d, a)
	})
}

// CheckSuggested refuses a suggested unit that there is not; nil is none.
func (s *Service) CheckSuggested(ctx context.Context, tx *db.Tx, suggested *uuid.UUID) error {
	if suggested == nil {
		return nil
	}
	known, err := tx.Unit.Query().Where(unit.ID(*suggested)).Exist(ctx)
	if err == nil && !known {
		err = ErrUnitUnknown.On("suggested_unit")
	}
	return err
}

// ReferDispatch has the district rule on a dispatch that is held, unless it is before the district already.
func (s *Service) ReferDispatch(ctx context.Context, tx *db.Tx, d *ent.Dispatch) error {
	if State(d.State) == Adjudication || State(d.State) == Escalated {
		return nil
	}
	_, err := s.move(ctx, tx, d, Refer, nil)
	return err
}

// RuleOnReturn ends the wait of an assignment of a dispatch that is held: it is given back, as set says why, or, where that is nil, stands
// where it stood.
func (s *Service) RuleOnReturn(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, set func(*ent.AssignmentUpdate)) error {
	began, stopped := Delivered, []string{clockObjection}
	if a.SignedTime != nil {
		began = Signed
	}
	step, err := Rulings.Back(AssignmentState(a.State), Overrule, began)
	if set != nil {
		step, err = Rulings.Step(AssignmentState(a.State), Uphold)
		stopped = nil // all of them
	}
	if err != nil {
		return err
	}
	_, err = s.moveAssignment(ctx, tx, d, a, step, func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error {
		if set != nil {
			set(change.SetReturnedTime(tx.Now()))
		}
		return s.stop(ctx, tx, d, a, stopped...)
	})
	return err
}

// AdjudicateBy is the verb of the district on a dispatch. What rule does to an assignment is objection's, and tells whether another
// objection is left for the district; else the dispatch goes back to where it stood, and on where nobody is open any more.
func (s *Service) AdjudicateBy(ctx context.Context, req *dispatchv1.AdjudicateDispatchRequest, id, assignment uuid.UUID,
	rule func(context.Context, *db.Tx, *ent.Dispatch, *ent.Assignment) (left bool, err error)) (*dispatchv1.Dispatch, error) {
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		d, err := permit(ctx, tx, id, Adjudicate, req.GetEtag())
		if err != nil {
			return nil, err
		}
		a, err := assignmentOf(d, assignment)
		if err != nil {
			return nil, err
		}
		left, err := rule(ctx, tx, d, a)
		if err != nil {
			return nil, err
		}
		to := stood(d, left)
		if State(d.State) == Escalated {
			to = Escalated
		}
		return s.giveBack(ctx, tx, d, Adjudicate, to)
	})
}

// giveBack has a dispatch that was before the district go back to where it stood, and on where who leads now has signed or nobody is open any
// more.
func (s *Service) giveBack(ctx context.Context, tx *db.Tx, d *ent.Dispatch, do Verb, to State) (*dispatchv1.Dispatch, error) {
	step, err := Steps.Back(State(d.State), do, to)
	if err != nil {
		return nil, err
	}
	if d, err = s.take(ctx, tx, d, step, nil); err != nil {
		return nil, err
	}
	if follows, moved := consequence(d, nil, ""); moved {
		if d, err = s.take(ctx, tx, d, follows, completion(follows.Do)); err != nil {
			return nil, err
		}
	}
	return toDispatch(d, true), nil
}

// stood is where a dispatch stood before the district had it, and still stands where an objection is left.
func stood(d *ent.Dispatch, left bool) State {
	switch {
	case left:
		return Adjudication
	case slices.ContainsFunc(d.Edges.Assignments, signed):
		return Handling
	}
	return Sent
}
