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
func Facts(ctx context.Context, tx *db.Tx, id uuid.UUID) (access.Facts, error) {
	d, err := tx.Dispatch.Query().Where(dispatch.ID(id)).WithAssignments().
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

// CalledUnits are those that a dispatch calls and that have not given it back.
func CalledUnits(ctx context.Context, tx *db.Tx, id uuid.UUID) ([]uuid.UUID, error) {
	called, err := tx.Assignment.Query().Where(assignment.DispatchID(id), assignment.SentTimeNotNil(), assignment.StateNEQ(string(Returned))).All(ctx)
	if err != nil {
		return nil, err
	}
	var units []uuid.UUID
	for _, a := range called {
		units = append(units, a.UnitID)
	}
	return units, nil
}
