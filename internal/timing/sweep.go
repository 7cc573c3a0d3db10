package timing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// sweepBatch bounds how many clocks one question for due clocks names.
const sweepBatch = 500

// dueClock is a clock that wants attention.
type dueClock struct {
	Tenant int
	ID     uuid.UUID
}

// Sweep gives the warnings and marks the breaches that are due in all tenants, and tells how many clocks it acted on. Any
// number of sweeps may run at once: each acts on a row only after reading it again under the lock of its dispatch. A clock
// that fails holds up no other one.
func (s *Service) Sweep(ctx context.Context) (int, error) {
	acted := 0
	var failed []error
	for {
		batch, err := db.Call(ctx, s.db, pgx.RowToStructByPos[dueClock], "due_clocks", s.db.Clock().Now(0), sweepBatch)
		if err != nil {
			return acted, errors.Join(append(failed, err)...)
		}
		progress := 0
		for _, c := range batch {
			did, err := s.check(ctx, c)
			if err != nil {
				failed = append(failed, fmt.Errorf("clock %s of tenant %d: %w", c.ID, c.Tenant, err))
			}
			if did {
				progress++
			}
		}
		acted += progress
		if len(batch) < sweepBatch || progress == 0 {
			return acted, errors.Join(failed...)
		}
	}
}

// check acts on one clock if it still wants attention, and tells whether it did.
func (s *Service) check(ctx context.Context, want dueClock) (bool, error) {
	ctx = access.AsSystem(ctx, want.Tenant)
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (bool, error) {
		seen, err := tx.Clock.Query().Where(clockrow.ID(want.ID)).Only(ctx)
		if err != nil {
			return false, err
		}
		d, err := s.dispatches.HoldDispatch(ctx, tx, seen.DispatchID)
		if err != nil {
			return false, err
		}
		at := slices.IndexFunc(d.Edges.Clocks, func(c *ent.Clock) bool { return c.ID == want.ID })
		if at < 0 {
			return false, db.ErrNothing // another sweep or the event itself came first
		}
		c := d.Edges.Clocks[at]
		if c.NextCheckAt == nil || c.NextCheckAt.After(tx.Now()) {
			return false, db.ErrNothing // another sweep or the event itself came first
		}
		if late(c, tx.Now()) {
			if err := s.breach(ctx, tx, d, c); err != nil {
				return false, err
			}
			return true, s.watcher.ClockPassed(ctx, tx, d, c, 100)
		}
		return true, s.warn(ctx, tx, d, c)
	})
}

// breach marks that a clock ran out, once, and with it that the unit is late.
func (s *Service) breach(ctx context.Context, tx *db.Tx, d *ent.Dispatch, c *ent.Clock) error {
	if err := tx.Clock.Update().Where(clockrow.ID(c.ID), clockrow.BreachedTimeIsNil()).
		SetBreachedTime(tx.Now()).ClearNextCheckAt().Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	after, now := *c, tx.Now()
	after.BreachedTime, after.NextCheckAt = &now, nil
	if c.AssignmentID != nil {
		if err := s.dispatches.MarkLate(ctx, tx, *c.AssignmentID, c.Kind); err != nil {
			return err
		}
	}
	record(tx, d, c, &after, "breached")
	return nil
}

// warn tells that a share of the limit is used up. Shares that were passed while nobody looked are told of as one.
func (s *Service) warn(ctx context.Context, tx *db.Tx, d *ent.Dispatch, c *ent.Clock) error {
	cal, err := s.calendarOf(ctx, tx, c)
	if err != nil {
		return err
	}
	shares, err := warnings.At(ctx, tx, c.StartTime)
	if err != nil {
		return err
	}
	run := running(c)
	passed := c.WarnedShare
	for _, share := range shares {
		if mark, _ := run.Mark(cal, share); mark != nil && !mark.After(tx.Now()) {
			passed = max(passed, share)
		}
	}
	if passed == c.WarnedShare {
		return db.ErrNothing
	}
	after, now := *c, tx.Now()
	after.WarnedShare, after.WarnedTime = passed, &now
	after.NextCheckAt = nextCheck(run, cal, &after, shares)
	if err := lookNext(tx.Clock.Update().Where(clockrow.ID(c.ID), clockrow.NextCheckAt(*c.NextCheckAt)), after.NextCheckAt).
		SetWarnedShare(passed).SetWarnedTime(now).Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
		return err
	}
	record(tx, d, c, &after, "warned")
	return s.watcher.ClockPassed(ctx, tx, d, c, passed)
}
