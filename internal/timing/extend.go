package timing

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// ErrNotRunning says that there is nothing to be extended.
var ErrNotRunning = fault.New(fault.WrongState, "CLOCK_NOT_RUNNING",
	"没有正在计时的办结时限：未设时限、已超时、已结束或暂停中", "no limit for completing runs: there is none, it has run out, is over or stands still")

// TimeUntil is how many minutes more, of the basis of its limit, a unit needs to be due at a moment, or at the last one before it
// that counts; none or less where it is due no earlier. The caller holds the dispatch.
func (s *Service) TimeUntil(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, until time.Time) (minutes int, err error) {
	c, err := completing(d, assignment, tx.Now())
	if err != nil {
		return 0, err
	}
	cal, err := s.calendarOf(ctx, tx, c)
	if err != nil {
		return 0, err
	}
	return int(running(c).Lacks(cal, until) / time.Minute), nil
}

// ExtendClock gives a unit so many minutes more of its basis to be complete, for a reason, and says when it is due then.
func (s *Service) ExtendClock(ctx context.Context, tx *db.Tx, d *ent.Dispatch, assignment uuid.UUID, minutes int, reason string) (time.Time, error) {
	before, err := completing(d, assignment, tx.Now())
	if err != nil {
		return time.Time{}, err
	}
	after := *before
	after.Extensions = append(slices.Clone(before.Extensions), schema.ClockExtension{Time: tx.Now(), Minutes: minutes, Reason: reason})
	if err := s.recompute(ctx, tx, d, before, &after, "extended"); err != nil {
		return time.Time{}, err
	}
	return *after.DueTime, nil
}

// completing is the clock by which an assignment must be complete, while it runs.
func completing(d *ent.Dispatch, assignment uuid.UUID, now time.Time) (*ent.Clock, error) {
	for _, c := range d.Edges.Clocks {
		if c.Kind == clockComplete && *c.AssignmentID == assignment && c.DueTime != nil && !late(c, now) {
			return c, nil
		}
	}
	return nil, ErrNotRunning
}
