package timing

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// PauseOrder lets the clocks of an order stand still, in the transaction of the caller: the units cannot act. The reason is a code
// that explains the pause. A clock that has run out goes on being late.
func (s *Service) PauseOrder(ctx context.Context, tx *db.Tx, order uuid.UUID, reason string) error {
	d, err := s.dispatches.HoldDispatch(access.AsSystem(ctx, tx.Tenant()), tx, order)
	if err != nil {
		return err
	}
	return s.adjust(ctx, tx, d, "paused", func(c *ent.Clock) bool {
		if late(c, tx.Now()) || standing(c, false) >= 0 {
			return false
		}
		c.Pauses = append(slices.Clone(c.Pauses), schema.ClockPause{From: tx.Now(), Reason: reason})
		return true
	})
}

// ResumeOrder lets the clocks of an order that stand still go on.
func (s *Service) ResumeOrder(ctx context.Context, tx *db.Tx, order uuid.UUID) error {
	d, err := s.dispatches.HoldDispatch(access.AsSystem(ctx, tx.Tenant()), tx, order)
	if err != nil {
		return err
	}
	return s.adjust(ctx, tx, d, "resumed", func(c *ent.Clock) bool {
		i, until := standing(c, false), tx.Now()
		if i < 0 {
			return false
		}
		c.Pauses = slices.Clone(c.Pauses)
		c.Pauses[i].Until = &until
		return true
	})
}

// standing is the pause that has not ended of a clock: that of an objection, or that of anything else, which may last at the same time;
// -1 for none.
func standing(c *ent.Clock, objection bool) int {
	return slices.IndexFunc(c.Pauses, func(p schema.ClockPause) bool { return p.Until == nil && (p.Reason == objected) == objection })
}

// adjust changes the running clocks of a dispatch that is held and computes anew when they are due and looked at.
func (s *Service) adjust(ctx context.Context, tx *db.Tx, d *ent.Dispatch, verb string, change func(*ent.Clock) bool) error {
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
