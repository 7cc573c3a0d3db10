package territory

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/boundaryplan"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// settling is how long after its beginning a plan is carried out: every call that began under the map before has ended by then.
const settling = time.Minute

// Apply moves the places and open issues of the context's district that lie elsewhere since plans hold, a batch in a transaction. It
// goes on where it was broken off.
func (s *Service) Apply(ctx context.Context) error {
	for {
		due, err := db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (bool, error) { return dueAt(tx).Exist(ctx) })
		if err != nil || !due {
			return err
		}
		if _, err := db.Write(ctx, s.DB, s.applyNext); err != nil {
			return err
		}
	}
}

// dueAt are the plans that are to be carried out and are not.
func dueAt(tx *db.Tx) *ent.BoundaryPlanQuery {
	return tx.BoundaryPlan.Query().Where(boundaryplan.State(string(Published)), boundaryplan.ApplyTimeIsNil(),
		boundaryplan.ValidFromLTE(tx.Now().Add(-settling)))
}

// applyNext does the next batch of the first plan that is due.
func (s *Service) applyNext(ctx context.Context, tx *db.Tx) (moved int, err error) {
	p, err := dueAt(tx).Order(boundaryplan.ByValidFrom()).ForUpdate().First(ctx)
	if err != nil {
		return 0, err
	}
	c, err := s.chartOf(ctx, tx, p)
	if err != nil {
		return 0, err
	}
	change := tx.BoundaryPlan.Update().Where(boundaryplan.ID(p.ID))
	step, what := s.applyIssues, "issues"
	if p.IssueCursor == nil {
		step, what = s.applyPlaces, "places"
	}
	if moved, err = step(ctx, tx, p, c, change); err != nil {
		return 0, err
	}
	tx.Audit(db.Audit{Action: "directory.boundary.apply", Object: name.Of(plans, p.ID), After: map[string]any{"moved_" + what: moved}})
	return moved, change.Exec(ctx)
}

// applyPlaces moves the next places; behind the last of them it turns to the issues.
func (s *Service) applyPlaces(ctx context.Context, tx *db.Tx, p *ent.BoundaryPlan, c *chart, change *ent.BoundaryPlanUpdate) (int, error) {
	strays, behind, err := c.places(ctx, tx, wire.Plain(p.PlaceCursor))
	if err != nil {
		return 0, err
	}
	for _, one := range strays {
		if err := s.Places.RelocatePlace(ctx, tx, one.id, one.to); err != nil {
			return 0, err
		}
	}
	change.SetPlaceCursor(behind).AddMovedPlaces(int64(len(strays)))
	if behind == uuid.Nil {
		change.SetIssueCursor(uuid.Nil)
	}
	return len(strays), nil
}

// applyIssues moves the next issues; behind the last of them the plan is carried out.
func (s *Service) applyIssues(ctx context.Context, tx *db.Tx, p *ent.BoundaryPlan, c *chart, change *ent.BoundaryPlanUpdate) (int, error) {
	strays, behind, err := c.issues(ctx, tx, *p.IssueCursor)
	if err != nil {
		return 0, err
	}
	ways := map[uuid.UUID][]rung{}
	for _, one := range strays {
		if ways[one.to] == nil {
			if ways[one.to], err = wayUp(ctx, tx, one.to); err != nil {
				return 0, err
			}
		}
		if err := s.Issues.RelocateIssue(ctx, tx, one.id, groundOf(ways[one.to], byBoundary, tx.Tenant())); err != nil {
			return 0, err
		}
	}
	change.SetIssueCursor(behind).AddMovedIssues(int64(len(strays)))
	if behind == uuid.Nil {
		change.SetApplyTime(tx.Now())
		tx.Emit(db.Event{Type: "haolinju.directory.boundary_plan.applied.v1", Subject: name.Of(plans, p.ID),
			Data: map[string]any{"moved_places": p.MovedPlaces, "moved_issues": p.MovedIssues + int64(len(strays))}})
	}
	return len(strays), nil
}
