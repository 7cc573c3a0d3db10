package docket

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// dispatchWays are the ways on which a reader comes to see dispatches, as visible has it.
func dispatchWays(ctx context.Context, tx *db.Tx) (all []page.Way) {
	for _, part := range access.ReachFor(ctx, permitRead).Parts() {
		limits := limitsOf(tx, part, "id")
		if part.All {
			all = append(all, page.Way{Where: limits})
			continue
		}
		called := page.Link{Table: assignment.Table, By: page.ByID(assignment.FieldUnitID, part.Units...), Key: assignment.FieldDispatchID,
			Filled: assignment.FieldSentTime, Copies: map[string]string{dispatch.FieldCreateTime: assignment.FieldDispatchCreateTime}}
		all = append(all, page.Way{By: []page.By{page.ByID(dispatch.FieldIssuingUnitID, part.Units...)}, Where: limits},
			page.Way{Link: &called, Where: limits})
	}
	return all
}

// inboxWays are the ways on which a reader comes to see assignments: of the own units once sent, and of the dispatches that the
// own units issue; some more columns narrow them.
func inboxWays(ctx context.Context, tx *db.Tx, also ...page.By) (all []page.Way) {
	for _, part := range access.ReachFor(ctx, permitReadAssignment).Parts() {
		limits := limitsOf(tx, part, "dispatch_id")
		if part.All {
			all = append(all, page.Way{By: also, Where: limits})
			continue
		}
		of := func(column string) []page.By { return append([]page.By{page.ByID(column, part.Units...)}, also...) }
		all = append(all, page.Way{By: of(assignment.FieldUnitID), Filled: assignment.FieldSentTime, Where: limits},
			page.Way{By: of(assignment.FieldIssuingUnitID), Where: limits})
	}
	return all
}

// limitsOf keeps the rows whose dispatch lies within the limits of a part of a reach, as matterOf does; nil where it has none.
func limitsOf(tx *db.Tx, part access.Limited, dispatch string) func(*sql.Selector) {
	if part.None() {
		return nil
	}
	return func(s *sql.Selector) {
		if len(part.Categories) > 0 {
			l, i := sql.Table("dispatch_issue"), sql.Table("issue")
			s.Where(sql.In(s.C(dispatch), sql.Dialect(s.Dialect()).Select(l.C("dispatch_id")).From(l).
				Join(i).OnP(sql.And(sql.ColumnsEQ(i.C("id"), l.C("issue_id")), sql.ColumnsEQ(i.C("tenant_id"), l.C("tenant_id")))).
				Where(sql.And(sql.EQ(l.C("tenant_id"), tx.Tenant()), page.OneOf(i.C("category_id"), part.Categories)))))
		}
		if len(part.Areas) > 0 {
			s.Where(page.OneOf(s.C("issuing_unit_id"), part.Areas))
		}
	}
}

// Ways are those on which the caller comes, by a permission, to see rows of another list that hang on dispatches: by one of the units in some of
// their columns, within the limits that the dispatch, in a column, must meet. The rows carry the issuing unit.
func Ways(ctx context.Context, tx *db.Tx, permission, dispatch string, units ...string) (all []page.Way) {
	for _, part := range access.ReachFor(ctx, permission).Parts() {
		limits := limitsOf(tx, part, dispatch)
		if part.All {
			all = append(all, page.Way{Where: limits})
			continue
		}
		for _, column := range units {
			all = append(all, page.Way{By: []page.By{page.ByID(column, part.Units...)}, Where: limits})
		}
	}
	return all
}

// OfDuty is the way to the rows of another list that hang, by a column, on the duty that a parent names, once show lets the caller see it; none
// where the parent names all, "dispatches/-/assignments/-".
func OfDuty(ctx context.Context, tx *db.Tx, show func(ctx context.Context, tx *db.Tx, dispatch, assignment uuid.UUID) (*ent.Assignment, error),
	parent, column string) ([]page.Way, error) {
	if parent == "dispatches/-/assignments/-" {
		return nil, nil
	}
	ids, err := name.ParseField("parent", "dispatches/*/assignments/*", parent)
	if err != nil {
		return nil, err
	}
	if _, err := show(ctx, tx, ids[0], ids[1]); err != nil {
		return nil, err
	}
	return []page.Way{{By: []page.By{page.ByID(column, ids[1])}}}, nil
}
