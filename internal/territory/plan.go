package territory

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/boundaryplan"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// latest orders plans by when they begin, the last first.
var latest = boundaryplan.ByValidFrom(sql.OrderDesc())

// find is a plan by its name.
func find(ctx context.Context, q *ent.BoundaryPlanQuery, called string) (*ent.BoundaryPlan, error) {
	ids, err := name.Parse(plans+"/*", called)
	if err != nil {
		return nil, err
	}
	p, err := q.Where(boundaryplan.ID(ids[0])).Only(ctx)
	if err != nil {
		return nil, name.NotFound(err, called)
	}
	return p, nil
}

// act is one verb of a plan: decide says what else changes, and what audit and event tell of it.
func (s *Service) act(ctx context.Context, verb Verb, called, tag string,
	decide func(context.Context, *db.Tx, *ent.BoundaryPlan, *ent.BoundaryPlanUpdate) (map[string]any, error),
) (*directoryv1.BoundaryPlan, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BoundaryPlan, error) {
		if _, err := tx.Next(ctx, plansCounter); err != nil {
			return nil, err
		}
		p, err := find(ctx, tx.BoundaryPlan.Query().ForUpdate(), called)
		if err != nil {
			return nil, err
		}
		if err := etag.Check(tag, p.Version); err != nil {
			return nil, err
		}
		step, err := Steps.Step(State(p.State), verb)
		if err != nil {
			return nil, err
		}
		change := tx.BoundaryPlan.Update().Where(boundaryplan.ID(p.ID)).SetState(string(step.To))
		told, err := decide(ctx, tx, p, change)
		if err != nil {
			return nil, err
		}
		if err := change.Exec(ctx); err != nil {
			return nil, err
		}
		after, err := tx.BoundaryPlan.Query().Where(boundaryplan.ID(p.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		told["state"] = after.State
		tx.Audit(db.Audit{Action: step.Who, Object: name.Of(plans, p.ID), Before: map[string]any{"state": p.State}, After: told})
		tx.Emit(db.Event{Type: step.Emits, Subject: name.Of(plans, p.ID), Data: told})
		return whole(ctx, tx, after)
	})
}

// plansCounter counts the changes of a district's plans; its row is the lock that lets one be made behind the other.
const plansCounter = "boundary_plans"

// last is the last plan that was published; nil for none.
func last(ctx context.Context, tx *db.Tx) (*ent.BoundaryPlan, error) {
	p, err := tx.BoundaryPlan.Query().Where(boundaryplan.State(string(Published))).Order(latest).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	return p, err
}

// planned is the chart that a draft would make of that of the last plan, if it may: it draws something, and nothing overlaps.
func (s *Service) planned(ctx context.Context, tx *db.Tx, before *ent.BoundaryPlan, drawn []*ent.Boundary) (*chart, error) {
	if len(drawn) == 0 {
		return nil, ErrEmpty
	}
	var c *chart
	if before != nil {
		var err error
		if c, err = s.chartOf(ctx, tx, before); err != nil {
			return nil, err
		}
	}
	after, err := c.with(drawn)
	if err != nil {
		return nil, err
	}
	return after, after.overlap(drawn)
}

// Facts decide who reaches a plan.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	exists, err := tx.BoundaryPlan.Query().Where(boundaryplan.ID(ids[0])).Exist(ctx)
	if err == nil && !exists {
		err = fault.ErrNotFound
	}
	return access.Facts{Permission: permitRead}, err
}
