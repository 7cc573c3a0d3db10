package dispatch

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// find reads a dispatch; one that the caller may not see is not found.
func find(ctx context.Context, q *ent.DispatchQuery, id uuid.UUID) (*ent.Dispatch, error) {
	d, err := load(ctx, q, id)
	if ent.IsNotFound(err) || err == nil && !visible(access.ReachFor(ctx, permitRead), d) {
		return nil, fault.ErrNotFound.With("name", dispatchName(id))
	}
	return d, err
}

// load reads a dispatch with its issues and assignments, the latter with their reports and ratings.
func load(ctx context.Context, q *ent.DispatchQuery, id uuid.UUID) (*ent.Dispatch, error) {
	return q.Where(dispatch.ID(id)).
		WithIssues(func(q *ent.DispatchIssueQuery) { q.Order(page.Oldest) }).
		WithAssignments(func(q *ent.AssignmentQuery) {
			q.Order(page.Oldest).
				WithStageReports(func(q *ent.StageReportQuery) { q.Order(page.Oldest) }).
				WithRatings(func(q *ent.RatingQuery) { q.Order(page.Oldest) })
		}).Only(ctx)
}

// visible tells whether the dispatch lies in the reach of a reader: the issuing unit does, or a called unit that has it.
func visible(reach access.Reach, d *ent.Dispatch) bool {
	return reach.Covers(d.IssuingUnitID) || slices.ContainsFunc(d.Edges.Assignments, func(a *ent.Assignment) bool {
		return a.SentTime != nil && reach.Covers(a.UnitID)
	})
}

// readable narrows a list of dispatches to those that visible lets through.
func readable(ctx context.Context, tx *db.Tx) []predicate.Dispatch {
	reach := access.ReachFor(ctx, permitRead)
	if reach.All {
		return nil
	}
	return []predicate.Dispatch{func(s *sql.Selector) {
		a := sql.Table("assignment")
		theirs := sql.Dialect(s.Dialect()).Select(a.C("dispatch_id")).From(a).Where(sql.And(
			sql.EQ(a.C("tenant_id"), tx.Tenant()), oneOf(a.C("unit_id"), reach.Units), sql.NotNull(a.C("sent_time"))))
		s.Where(sql.Or(oneOf(s.C("issuing_unit_id"), reach.Units), sql.In(s.C("id"), theirs)))
	}}
}

// inbox narrows a list of assignments to those in the reach of a reader: of the own units once sent, and of the dispatches
// that the own units issue.
func inbox(ctx context.Context, tx *db.Tx) []predicate.Assignment {
	reach := access.ReachFor(ctx, permitReadAssignment)
	if reach.All {
		return nil
	}
	return []predicate.Assignment{func(s *sql.Selector) {
		d := sql.Table("dispatch")
		ours := sql.Dialect(s.Dialect()).Select(d.C("id")).From(d).Where(sql.And(
			sql.EQ(d.C("tenant_id"), tx.Tenant()), oneOf(d.C("issuing_unit_id"), reach.Units)))
		s.Where(sql.Or(sql.And(oneOf(s.C("unit_id"), reach.Units), sql.NotNull(s.C("sent_time"))), sql.In(s.C("dispatch_id"), ours)))
	}}
}

// oneOf tells that a column is one of the ids, given as one array parameter.
func oneOf(column string, ids []uuid.UUID) *sql.Predicate {
	return sql.P(func(b *sql.Builder) { b.Ident(column).WriteString(" = ANY(").Arg(ids).WriteString(")") })
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
