package timing

import (
	"context"
	"slices"
	"time"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// recompute writes the pauses, the extensions or the calendar of a running clock that have changed, with when it is due and looked at now,
// and tells of it. The duty is due when its clock is.
func (s *Service) recompute(ctx context.Context, tx *db.Tx, d *ent.Dispatch, before, after *ent.Clock, verb string) error {
	cal, err := s.calendarOf(ctx, tx, after)
	if err != nil {
		return err
	}
	shares, err := warnings.At(ctx, tx, after.StartTime)
	if err != nil {
		return err
	}
	run := running(after)
	update := tx.Clock.Update().Where(clockrow.ID(after.ID), clockrow.StoppedTimeIsNil()).SetPauses(after.Pauses).SetExtensions(after.Extensions).
		SetCalendarEdition(after.CalendarEdition)
	if after.DueTime, _ = run.Due(cal); after.DueTime == nil {
		update.ClearDueTime()
	} else {
		update.SetDueTime(*after.DueTime)
	}
	after.NextCheckAt = nextCheck(run, cal, after, shares)
	if err := lookNext(update, after.NextCheckAt).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	record(tx, d, before, after, verb)
	if after.Kind == clockComplete && after.DueTime != nil {
		return s.dispatches.MoveDue(ctx, tx, d, *after.AssignmentID, *after.DueTime)
	}
	return nil
}

// nextCheck is when the sweep looks at a clock next: at the first share that it was not warned of, or at its end, though that be over;
// nil where an open pause comes first.
func nextCheck(run clock.Clock, cal *calendar.Calendar, c *ent.Clock, shares []int) *time.Time {
	ahead := slices.DeleteFunc(slices.Clone(shares), func(share int) bool { return share <= c.WarnedShare })
	return run.NextCheck(cal, time.Time{}, ahead...)
}

// lookNext has the sweep look at a clock at a moment; nil for none.
func lookNext(update *ent.ClockUpdate, at *time.Time) *ent.ClockUpdate {
	if at == nil {
		return update.ClearNextCheckAt()
	}
	return update.SetNextCheckAt(*at)
}
