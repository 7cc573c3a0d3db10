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
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// verbRequest asks for a verb on one resource.
type verbRequest interface {
	GetName() string
	GetEtag() string
}

// obstacle says why a caller with this reach may not use a verb on a dispatch now; nil when he may.
func obstacle(d *ent.Dispatch, do Verb, caller access.Principal, reach access.Reach) error {
	reach = reach.On(matterOf(d))
	above, district := ofDistrict[do]
	if !reach.Covers(d.IssuingUnitID) || district && !caller.HoldsAbove(above, d.IssuingUnitID) {
		return fault.ErrDenied
	}
	if _, err := Steps.Step(State(d.State), do); err != nil {
		return err
	}
	if (do == Approve || do == Reject) && caller.OnBehalfOf() != uuid.Nil && caller.RecusedFrom(d.CreatorID) {
		return ErrOwnDispatch // an office that reviews is told apart from one that asks, and a substitute holds both
	}
	return guard(d, do)
}

// ofDistrict are the verbs of the unit above the one that issues, each with its permission.
var ofDistrict = map[Verb]string{Adjudicate: permitAdjudicate, Decide: permitDecide}

// assignmentObstacle is obstacle for an assignment: the street waives and sends back, the unit itself does the rest.
func assignmentObstacle(d *ent.Dispatch, a *ent.Assignment, do AssignmentVerb, reach access.Reach) error {
	reach = reach.On(matterOf(d))
	holder := a.UnitID
	if do == Waive || do == Rework {
		holder = d.IssuingUnitID
	}
	if !reach.Covers(holder) {
		return fault.ErrDenied
	}
	if _, err := AssignmentSteps.Step(AssignmentState(a.State), do); err != nil {
		return err
	}
	return guardAssignment(d, a, do)
}

// act does one verb of a caller to a dispatch: what then adds to the change and does beside it happens in the same
// transaction as the step of the table, its audit row and its event.
func (s *Service) act(ctx context.Context, req verbRequest, do Verb,
	then extra) (*dispatchv1.Dispatch, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		d, err := permit(ctx, tx, ids[0], do, req.GetEtag())
		if err != nil {
			return nil, err
		}
		if do == Approve || do == Reject {
			if err := s.reviewers.CheckReviewer(ctx, tx, d.IssuingUnitID); err != nil {
				return nil, err
			}
		}
		if d, err = s.move(ctx, tx, d, do, then); err != nil {
			return nil, err
		}
		if do == Assign && begun(d) {
			if d, err = s.move(ctx, tx, d, Start, nil); err != nil {
				return nil, err
			}
		}
		return toDispatch(d, true), nil
	})
}

// permit holds a dispatch on which the caller may use a verb now, in the version that he read.
func permit(ctx context.Context, tx *db.Tx, id uuid.UUID, do Verb, version string) (*ent.Dispatch, error) {
	d, err := hold(ctx, tx, id)
	if err != nil {
		return nil, err
	}
	if err := obstacle(d, do, access.From(ctx), access.ReachOf(ctx)); err != nil {
		return nil, err
	}
	return d, etag.Check(version, d.Version)
}

// extra is what a verb changes of a dispatch, or beside it, besides moving its state.
type extra func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error

// move makes the step of a dispatch that a verb leads to.
func (s *Service) move(ctx context.Context, tx *db.Tx, d *ent.Dispatch, do Verb, then extra) (*ent.Dispatch, error) {
	step, err := Life().Step(State(d.State), do)
	if err != nil {
		return nil, err
	}
	return s.take(ctx, tx, d, step, then)
}

// take makes one step of a dispatch, reads it again and tells of it.
func (s *Service) take(ctx context.Context, tx *db.Tx, d *ent.Dispatch, step lifecycle.Step[State, Verb], then extra) (*ent.Dispatch, error) {
	if err := push(ctx, tx, d, step, then); err != nil {
		return nil, err
	}
	now, err := load(ctx, tx, tx.Dispatch.Query(), d.ID)
	if err != nil {
		return nil, err
	}
	tell(tx, step, d, now)
	return now, nil
}

// push makes one step of a dispatch, to be sent with what comes next.
func push(ctx context.Context, tx *db.Tx, d *ent.Dispatch, step lifecycle.Step[State, Verb], then extra) error {
	change := tx.Dispatch.Update().Where(dispatch.ID(d.ID), dispatch.State(string(step.From))).SetState(string(step.To))
	if then != nil {
		if err := then(ctx, tx, d, change); err != nil {
			return err
		}
	}
	return change.Exec(tx.Later(ctx, fault.ErrStale))
}

// tell writes the audit row and the event of a step.
func tell(tx *db.Tx, step lifecycle.Step[State, Verb], before, now *ent.Dispatch) {
	tx.Audit(db.Audit{Action: step.Who, Object: dispatchName(now.ID), Before: facts(before), After: facts(now)})
	tx.Emit(event(step.Emits, now))
}

// extraOfUnit is what a verb changes of an assignment, or beside it, besides moving its state.
type extraOfUnit = func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error

// actAssignment does one verb of a caller to an assignment, as act does to a dispatch.
func (s *Service) actAssignment(ctx context.Context, req verbRequest, do AssignmentVerb, then extraOfUnit) (*dispatchv1.Assignment, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		d, err := hold(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		a, err := assignmentOf(d, ids[1])
		if err != nil {
			return nil, err
		}
		if err := assignmentObstacle(d, a, do, access.ReachOf(ctx)); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), a.Version); err != nil {
			return nil, err
		}
		step, err := AssignmentSteps.Step(AssignmentState(a.State), do)
		if err != nil {
			return nil, err
		}
		acted, err := s.moveAssignment(ctx, tx, d, a, step, then)
		if err != nil {
			return nil, err
		}
		return toAssignment(acted, true), nil
	})
}

// moveAssignment makes one step of an assignment of a dispatch that is held, with what follows for the dispatch and for the issues
// behind it.
func (s *Service) moveAssignment(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment,
	step lifecycle.Step[AssignmentState, AssignmentVerb], then extraOfUnit) (*ent.Assignment, error) {
	change := tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.State(string(step.From))).SetState(string(step.To))
	if err := then(ctx, tx, d, a, change); err != nil {
		return nil, err
	}
	if err := change.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return nil, err
	}
	before := *a
	a.State = string(step.To)
	follows, moved := consequence(d, a, step.Do)
	if moved {
		if err := push(ctx, tx, d, follows, completion(follows.Do)); err != nil {
			return nil, err
		}
	}
	if settled(a) && step.Do != HandOver {
		if err := s.handOvers.LapseHandOvers(ctx, tx, a.ID); err != nil {
			return nil, err
		}
	}
	now, err := load(ctx, tx, tx.Dispatch.Query(), d.ID)
	if err != nil {
		return nil, err
	}
	acted, err := assignmentOf(now, a.ID)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: assignmentName(a), Before: assignmentFacts(&before), After: assignmentFacts(acted)})
	tx.Emit(assignmentEvent(step.Emits, now, acted))
	if moved {
		tell(tx, follows, d, now)
	}
	return acted, s.tellIssues(ctx, tx, now, acted, step.Do)
}

// consequence is the step of the dispatch that follows when a unit has acted, if one does. Who takes a duty over has signed by that, and has it in
// hand: nothing is finished.
func consequence(d *ent.Dispatch, a *ent.Assignment, did AssignmentVerb) (next lifecycle.Step[State, Verb], moved bool) {
	do := Verb("")
	switch {
	case did == HandOver, did == Sign && mustAct(a), did == "" && begun(d):
		do = Start
	case did == Rework:
		do = Resume
	case finished(d.Edges.Assignments):
		do = Finish
	}
	next, err := Consequences.Step(State(d.State), do)
	return next, err == nil
}

// completion notes when the last unit was done, and forgets it once one is not.
func completion(do Verb) extra {
	return func(_ context.Context, tx *db.Tx, _ *ent.Dispatch, change *ent.DispatchUpdate) error {
		switch do {
		case Finish:
			change.SetCompletedTime(tx.Now())
		case Resume:
			change.ClearCompletedTime()
		}
		return nil
	}
}

// progress is what the issue behind an order hears of the verbs on the duty of its lead.
var progress = map[AssignmentVerb]string{Sign: "SIGNED", Uphold: "RETURNED", Complete: "COMPLETED", Rework: "REWORKED"}

// tellIssues hands what the lead unit of an order did on to the issues behind it.
func (s *Service) tellIssues(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, did AssignmentVerb) error {
	step := progress[did]
	if step == "" || a.Role != lead || Kind(d.Kind) != KindOrder || len(d.Edges.Issues) == 0 {
		return nil
	}
	return s.progress.OrderProgress(ctx, tx, d.ID, issuesOf(d), step)
}

// issuesOf are the issues behind a dispatch.
func issuesOf(d *ent.Dispatch) (issues []uuid.UUID) {
	for _, link := range d.Edges.Issues {
		issues = append(issues, link.IssueID)
	}
	return issues
}
