package dispatch

import (
	"context"
	"slices"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// verbRequest asks for a verb on one resource.
type verbRequest interface {
	GetName() string
	GetEtag() string
}

// obstacle says why the reach of a caller does not let him use a verb on a dispatch now; nil when it does.
func obstacle(d *ent.Dispatch, do Verb, reach access.Reach) error {
	reach = reach.On(matterOf(d))
	if !reach.Covers(d.IssuingUnitID) && !(do == Rate && slices.ContainsFunc(d.Edges.Assignments, func(a *ent.Assignment) bool {
		return reach.Covers(a.UnitID)
	})) {
		return fault.ErrDenied
	}
	if _, err := Steps.Step(State(d.State), do); err != nil {
		return err
	}
	return guard(d, do)
}

// assignmentObstacle is obstacle for an assignment: the street waives and rates, the unit itself does the rest.
func assignmentObstacle(d *ent.Dispatch, a *ent.Assignment, do AssignmentVerb, reach access.Reach) error {
	reach = reach.On(matterOf(d))
	holder := a.UnitID
	if do == Waive || do == RateResponse {
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
	then func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error) (*dispatchv1.Dispatch, error) {
	ids, err := name.Parse("dispatches/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Dispatch, error) {
		d, err := find(ctx, tx.Dispatch.Query().ForUpdate(), ids[0])
		if err != nil {
			return nil, err
		}
		if err := obstacle(d, do, access.ReachOf(ctx)); err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), d.Version); err != nil {
			return nil, err
		}
		if d, err = s.move(ctx, tx, d, do, then); err != nil {
			return nil, err
		}
		return toDispatch(d, true), nil
	})
}

// move makes one step of a dispatch and reads it again.
func (s *Service) move(ctx context.Context, tx *db.Tx, d *ent.Dispatch, do Verb,
	then func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, change *ent.DispatchUpdate) error) (*ent.Dispatch, error) {
	step, err := Life().Step(State(d.State), do)
	if err != nil {
		return nil, err
	}
	change := tx.Dispatch.Update().Where(dispatch.ID(d.ID), dispatch.State(string(step.From))).SetState(string(step.To))
	if then != nil {
		if err := then(ctx, tx, d, change); err != nil {
			return nil, err
		}
	}
	if n, err := change.Save(ctx); err != nil || n == 0 {
		return nil, orStale(err)
	}
	now, err := load(ctx, tx.Dispatch.Query(), d.ID)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: step.Who, Object: dispatchName(d.ID), Before: facts(d), After: facts(now)})
	tx.Emit(event(step.Emits, now))
	return now, nil
}

// actAssignment does one verb of a caller to an assignment, as act does to a dispatch.
func (s *Service) actAssignment(ctx context.Context, req verbRequest, do AssignmentVerb,
	then func(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, change *ent.AssignmentUpdate) error) (*dispatchv1.Assignment, error) {
	ids, err := name.Parse("dispatches/*/assignments/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*dispatchv1.Assignment, error) {
		d, err := find(ctx, tx.Dispatch.Query().ForUpdate(), ids[0])
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
		change := tx.Assignment.Update().Where(assignment.ID(a.ID), assignment.State(string(step.From))).SetState(string(step.To))
		if err := then(ctx, tx, d, a, change); err != nil {
			return nil, err
		}
		if n, err := change.Save(ctx); err != nil || n == 0 {
			return nil, orStale(err)
		}
		if d, err = load(ctx, tx.Dispatch.Query(), d.ID); err != nil {
			return nil, err
		}
		now, err := assignmentOf(d, a.ID)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: step.Who, Object: assignmentName(a), Before: assignmentFacts(a), After: assignmentFacts(now)})
		tx.Emit(assignmentEvent(step.Emits, d, now))
		if err := s.follow(ctx, tx, d, now, do); err != nil {
			return nil, err
		}
		return toAssignment(now, true), nil
	})
}

// follow does what follows for the dispatch and the issues behind it when a unit has acted.
func (s *Service) follow(ctx context.Context, tx *db.Tx, d *ent.Dispatch, a *ent.Assignment, did AssignmentVerb) error {
	if did == Sign && mustAct(a) && State(d.State) == Sent {
		if _, err := s.move(ctx, tx, d, Start, nil); err != nil {
			return err
		}
	}
	if State(d.State) == Handling && finished(d.Edges.Assignments) {
		_, err := s.move(ctx, tx, d, Finish, func(_ context.Context, tx *db.Tx, _ *ent.Dispatch, change *ent.DispatchUpdate) error {
			change.SetCompletedTime(tx.Now())
			return nil
		})
		if err != nil {
			return err
		}
	}
	if step := progress[did]; step != "" && a.Role == lead && Kind(d.Kind) == KindOrder {
		return s.tellIssues(ctx, tx, d, step)
	}
	return nil
}

// progress is what the issue behind an order hears of the lead unit's verbs.
var progress = map[AssignmentVerb]string{Sign: "SIGNED", Return: "RETURNED", Complete: "COMPLETED"}

// tellIssues hands a step on to the issues whose latest order this is.
func (s *Service) tellIssues(ctx context.Context, tx *db.Tx, d *ent.Dispatch, step string) error {
	var ids []uuid.UUID
	for _, link := range d.Edges.Issues {
		ids = append(ids, link.IssueID)
	}
	if len(ids) == 0 {
		return nil
	}
	current, err := tx.Issue.Query().Where(issue.IDIn(ids...), issue.DispatchID(d.ID)).Order(page.Oldest).IDs(ctx)
	if err != nil {
		return err
	}
	for _, id := range current {
		if err := s.progress.IssueProgress(ctx, tx, id, step); err != nil {
			return err
		}
	}
	return nil
}

// orStale is the error of a change, or what a change of no row means: the row has moved on.
func orStale(err error) error {
	if err != nil {
		return err
	}
	return fault.ErrStale
}
