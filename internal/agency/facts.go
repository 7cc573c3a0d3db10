package agency

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent/assignmentpush"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/records"
)

// Facts decide who reaches a push: the called unit and the one that has called it, within what limits ask of the dispatch.
func Facts(dispatch records.FactsOf) records.FactsOf {
	return func(ctx context.Context, tx *db.Tx, ids []uuid.UUID) (access.Facts, error) {
		row, err := tx.AssignmentPush.Query().Where(assignmentpush.ID(ids[0])).Only(ctx)
		if err != nil {
			return access.Facts{}, err
		}
		f, err := dispatch(ctx, tx, []uuid.UUID{row.DispatchID})
		f.Permission, f.Units = permitGet, []uuid.UUID{row.UnitID, row.IssuingUnitID}
		return f, err
	}
}
