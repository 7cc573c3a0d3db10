package timing

import (
	"context"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// StopClocks stops the running clocks of a dispatch that match: what they wait for has come, or the matter has fallen away. A breach
// that the sweep has not come to yet is marked first. The caller holds the dispatch.
func (s *Service) StopClocks(ctx context.Context, tx *db.Tx, d *ent.Dispatch, match func(*ent.Clock) bool) error {
	for _, c := range d.Edges.Clocks {
		if !match(c) {
			continue
		}
		if late(c, tx.Now()) && c.BreachedTime == nil {
			if err := s.breach(ctx, tx, d, c); err != nil {
				return err
			}
		}
		if err := tx.Clock.Update().Where(clockrow.ID(c.ID), clockrow.StoppedTimeIsNil()).
			SetStoppedTime(tx.Now()).ClearNextCheckAt().Exec(tx.Later(ctx, fault.ErrStale)); err != nil {
			return err
		}
		if err := s.watcher.ClockStopped(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}
