package timing

import (
	"context"
	"slices"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// reviewed is why a clock stood still while the street reviewed what came of a duty that it then sent back.
const reviewed = "REVIEW"

// ReopenClock lets the clock by which a unit of a dispatch that is held must be done go on: the time since it stopped does not count. One
// that had run out stays late.
func (s *Service) ReopenClock(ctx context.Context, tx *db.Tx, d *ent.Dispatch, duty *ent.Assignment) error {
	before, err := tx.Clock.Query().Where(clockrow.AssignmentID(duty.ID), clockrow.Kind(clockComplete), clockrow.StoppedTimeNotNil()).
		Order(ent.Desc(clockrow.FieldStoppedTime, clockrow.FieldID)).First(ctx)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := tx.Clock.Update().Where(clockrow.ID(before.ID), clockrow.StoppedTime(*before.StoppedTime)).ClearStoppedTime().
		Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	after, now := *before, tx.Now()
	after.StoppedTime = nil
	if before.BreachedTime != nil {
		record(tx, d, before, &after, "reopened")
		return nil
	}
	after.Pauses = slices.Clone(before.Pauses)
	for i := range after.Pauses {
		if after.Pauses[i].Until == nil {
			after.Pauses[i].Until = before.StoppedTime
		}
	}
	after.Pauses = append(after.Pauses, schema.ClockPause{From: *before.StoppedTime, Until: &now, Reason: reviewed})
	return s.recompute(ctx, tx, d, before, &after, "reopened")
}
