package timing

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// PauseOrder lets the clocks of an order stand still, in the transaction of the caller: the units cannot act. The reason is a code
// that explains the pause. A clock that has run out goes on being late.
func (s *Service) PauseOrder(ctx context.Context, tx *db.Tx, order uuid.UUID, reason string) error {
	return s.adjust(ctx, tx, order, "paused", func(c *ent.Clock) bool {
		if late(c, tx.Now()) || c.DueTime == nil {
			return false
		}
		c.Pauses = append(c.Pauses, schema.ClockPause{From: tx.Now(), Reason: reason})
		return true
	})
}

// ResumeOrder lets the clocks of an order that stand still go on.
func (s *Service) ResumeOrder(ctx context.Context, tx *db.Tx, order uuid.UUID) error {
	return s.adjust(ctx, tx, order, "resumed", func(c *ent.Clock) bool {
		if n := len(c.Pauses); n > 0 && c.Pauses[n-1].Until == nil {
			until := tx.Now()
			c.Pauses[n-1].Until = &until
			return true
		}
		return false
	})
}

// adjust changes the running clocks of an order and computes anew when they are due and looked at.
func (s *Service) adjust(ctx context.Context, tx *db.Tx, order uuid.UUID, verb string, change func(*ent.Clock) bool) error {
	d, err := s.dispatches.HoldDispatch(access.AsSystem(ctx, tx.Tenant()), tx, order)
	if err != nil {
		return err
	}
	for _, before := range d.Edges.Clocks {
		c := *before
		if !change(&c) {
			continue
		}
		cal, err := calendarAt(ctx, tx, c.StartTime)
		if err != nil {
			return err
		}
		shares, err := warnings.At(ctx, tx, c.StartTime)
		if err != nil {
			return err
		}
		run := running(&c)
		update := tx.Clock.Update().Where(clockrow.ID(c.ID), clockrow.StoppedTimeIsNil()).SetPauses(c.Pauses)
		if c.DueTime, _ = run.Due(cal); c.DueTime == nil {
			update.ClearDueTime()
		} else {
			update.SetDueTime(*c.DueTime)
		}
		if next := run.NextCheck(cal, tx.Now(), shares...); next == nil {
			update.ClearNextCheckAt()
		} else {
			update.SetNextCheckAt(*next)
		}
		if err := update.Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return err
		}
		record(tx, d, before, &c, verb)
	}
	return nil
}
