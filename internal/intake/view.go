package intake

import (
	"context"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// view is what one caller is shown of an issue that he may see.
type view struct {
	reporter bool // the masked reporter
	notes    bool // the internal timeline entries
}

// viewOf follows the resident's choice. By real name, the staff of the territory see who reported, and the units that
// handle the issue as long as they do; in confidence, only those who hold the permission for it; an anonymous issue has
// nothing to show. The reporter sees himself.
func viewOf(ctx context.Context, row *ent.Issue) view {
	reach := access.ReachFor(ctx, permitGet)
	confidant := access.ReachFor(ctx, permitReporter).Covers(row.UnitID)
	notes := access.ReachFor(ctx, permitNotes)
	v := view{
		reporter: owns(row, reach) || confidant,
		notes:    notes.Covers(row.UnitID) || handles(row, notes),
	}
	if row.Confidentiality == "REAL_NAME" {
		v.reporter = v.reporter || reach.Covers(row.UnitID) || handles(row, reach) && !terminal(row.State)
	}
	return v
}
