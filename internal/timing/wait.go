package timing

import (
	"context"
	"slices"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/issue"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// handled is the state to which an issue goes back whose wait lets the clocks of its order stand still.
const handled = "HANDLING"

// wait is since when the units of an order cannot act, and why, as their clocks say that stand still.
type wait struct {
	since  time.Time
	reason string
}

// waiting tells of the wait of an issue behind a dispatch that is held, in which its clocks stand still; nil for none. That a clock runs in time
// says that there is none, and spares the question; that none does says nothing: all may be late or stopped, or stand still for an objection.
func waiting(ctx context.Context, tx *db.Tx, d *ent.Dispatch) (*wait, error) {
	runs := func(c *ent.Clock) bool {
		return c.AssignmentID != nil && c.Kind != clockObjection && c.DueTime != nil && !late(c, tx.Now())
	}
	if d.Kind != order || d.SentTime == nil || len(d.Edges.Issues) == 0 || slices.ContainsFunc(d.Edges.Clocks, runs) {
		return nil, nil
	}
	row, err := tx.Issue.Query().Where(issue.IDIn(issuesOf(d)...), issue.DispatchID(d.ID), issue.SuspendedState(handled)).
		Order(ent.Asc(issue.FieldSuspendTime, issue.FieldID)).First(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &wait{since: *row.SuspendTime, reason: row.State}, nil
}
