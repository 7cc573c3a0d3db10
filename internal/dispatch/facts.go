package dispatch

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/assignment"
	"github.com/haolinju/haolinju/ent/dispatch"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// Facts decide who reaches a dispatch, as visible reads them.
func Facts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	d, err := tx.Dispatch.Query().Where(dispatch.ID(ids[0])).WithAssignments().
		WithIssues(func(q *ent.DispatchIssueQuery) { q.WithIssue() }).Only(ctx)
	if err != nil {
		return access.Facts{}, err
	}
	f := access.Facts{Permission: permitRead, Matter: matterOf(d), Units: []uuid.UUID{d.IssuingUnitID}}
	for _, a := range d.Edges.Assignments {
		if a.SentTime != nil {
			f.Units = append(f.Units, a.UnitID)
		}
	}
	return f, nil
}

// AssignmentFacts decide who reaches an assignment: who reaches its dispatch.
func AssignmentFacts(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
	if _, err := tx.Assignment.Query().Where(assignment.ID(ids[1]), assignment.DispatchID(ids[0])).OnlyID(ctx); err != nil {
		return access.Facts{}, err
	}
	f, err := Facts(ctx, tx, ids)
	f.Also = permitReadAssignment
	return f, err
}

// CalledUnits are those that a dispatch calls and that have not given it back or handed it over.
func CalledUnits(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	called, err := tx.Assignment.Query().Where(assignment.DispatchID(id), assignment.SentTimeNotNil(), assignment.StateNotIn(string(Returned), string(HandedOver))).All(ctx)
	if err != nil {
		return nil, err
	}
	var units []uuid.UUID
	for _, a := range called {
		units = append(units, a.UnitID)
	}
	return units, nil
}
