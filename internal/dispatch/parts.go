package dispatch

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatchissue"
	ratingrow "github.com/haolinju/haolinju/ent/rating"
	"github.com/haolinju/haolinju/ent/stagereport"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// published are the states of a rating in which both sides read it and it counts.
var published = []string{"PUBLISHED", "APPEALED", "CONFIRMED"}

// parts are what belongs to dispatches: their issues and assignments, and of the latter the reports and ratings.
type parts struct {
	issues      []*ent.DispatchIssue
	assignments []*ent.Assignment
	reports     []*ent.StageReport
	ratings     []*ent.Rating
}

// outline reads the issues and assignments of dispatches in one round trip.
func (p *parts) outline(ctx context.Context, tx *db.Tx, ids ...uuid.UUID) error {
	return db.Together(ctx,
		func(ctx context.Context) (err error) {
			q := tx.DispatchIssue.Query().Where(dispatchissue.DispatchIDIn(ids...)).Order(page.Oldest)
			if access.From(ctx).Limited() {
				q.WithIssue()
			}
			p.issues, err = q.All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			p.assignments, err = tx.Assignment.Query().Where(assignment.DispatchIDIn(ids...)).Order(page.Oldest).All(ctx)
			return err
		})
}

// read reads all parts of dispatches in one round trip.
func (p *parts) read(ctx context.Context, tx *db.Tx, ids ...uuid.UUID) error {
	return db.Together(ctx,
		func(ctx context.Context) error { return p.outline(ctx, tx, ids...) },
		func(ctx context.Context) (err error) {
			p.reports, err = tx.StageReport.Query().Where(calledBy(tx, ids)).Order(page.Oldest).All(ctx)
			return err
		},
		func(ctx context.Context) (err error) {
			p.ratings, err = tx.Rating.Query().Where(ratingrow.DispatchIDIn(ids...), ratingrow.StateIn(published...)).All(ctx)
			return err
		})
}

// OutlineDispatches shows dispatches as lists do: without reports and ratings.
func (s *Service) OutlineDispatches(ctx context.Context, tx *db.Tx, rows []*ent.Dispatch) (shown []*dispatchv1.Dispatch, err error) {
	var ids []uuid.UUID
	for _, d := range rows {
		ids = append(ids, d.ID)
	}
	var p parts
	if err := p.outline(ctx, tx, ids...); err != nil {
		return nil, err
	}
	p.into(rows...)
	for _, d := range rows {
		shown = append(shown, toDispatch(d, false))
	}
	return shown, nil
}

// OutlineAssignments does so with assignments.
func (s *Service) OutlineAssignments(rows []*ent.Assignment) (shown []*dispatchv1.Assignment) {
	for _, a := range rows {
		shown = append(shown, toAssignment(a, false))
	}
	return shown
}

// calledBy narrows to the reports on the assignments of dispatches.
func calledBy(tx *db.Tx, ids []uuid.UUID) func(*sql.Selector) {
	return func(s *sql.Selector) {
		a := sql.Table(assignment.Table)
		s.Where(sql.In(s.C(stagereport.FieldAssignmentID), sql.Dialect(s.Dialect()).Select(a.C(assignment.FieldID)).From(a).
			Where(sql.And(sql.EQ(a.C(assignment.FieldTenantID), tx.Tenant()), page.OneOf(a.C(assignment.FieldDispatchID), ids)))))
	}
}

// into gives each dispatch what belongs to it.
func (p *parts) into(dispatches ...*ent.Dispatch) {
	reports, ratings := map[uuid.UUID][]*ent.StageReport{}, map[uuid.UUID][]*ent.Rating{}
	for _, r := range p.reports {
		reports[r.AssignmentID] = append(reports[r.AssignmentID], r)
	}
	for _, r := range p.ratings {
		ratings[r.AssignmentID] = append(ratings[r.AssignmentID], r)
	}
	issues, assignments := map[uuid.UUID][]*ent.DispatchIssue{}, map[uuid.UUID][]*ent.Assignment{}
	for _, l := range p.issues {
		issues[l.DispatchID] = append(issues[l.DispatchID], l)
	}
	for _, a := range p.assignments {
		a.Edges.StageReports, a.Edges.Ratings = reports[a.ID], ratings[a.ID]
		assignments[a.DispatchID] = append(assignments[a.DispatchID], a)
	}
	for _, d := range dispatches {
		d.Edges.Issues, d.Edges.Assignments = issues[d.ID], assignments[d.ID]
	}
}
