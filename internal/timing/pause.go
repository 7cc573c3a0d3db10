package timing

import (
	"context"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
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
		if err := s.recompute(ctx, tx, d, before, &c, verb); err != nil {
			return err
		}
	}
	return nil
}
