package timing

import (
	"context"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// recompute writes the pauses and extensions of a running clock that have changed, with when it is due and looked at now, and tells of
// it. The duty is due when its clock is.
func (s *Service) recompute(ctx context.Context, tx *db.Tx, d *ent.Dispatch, before, after *ent.Clock, verb string) error {
	cal, err := calendarAt(ctx, tx, after.StartTime)
	if err != nil {
		return err
	}
	shares, err := warnings.At(ctx, tx, after.StartTime)
	if err != nil {
		return err
	}
	run := running(after)
	update := tx.Clock.Update().Where(clockrow.ID(after.ID), clockrow.StoppedTimeIsNil()).SetPauses(after.Pauses).SetExtensions(after.Extensions)
	if after.DueTime, _ = run.Due(cal); after.DueTime == nil {
		update.ClearDueTime()
	} else {
		update.SetDueTime(*after.DueTime)
	}
	if next := run.NextCheck(cal, tx.Now(), shares...); next == nil {
		update.ClearNextCheckAt()
	} else {
		update.SetNextCheckAt(*next)
	}
	if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	record(tx, d, before, after, verb)
	if after.Kind == clockComplete && after.DueTime != nil {
		return s.dispatches.MoveDue(ctx, tx, d, *after.AssignmentID, *after.DueTime)
	}
	return nil
}
