package restriction

import (
	"context"
	"time"

	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/restriction"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// batch is how many rows one transaction of the job marks.
const batch = 200

// isDue keeps the restrictions that are over and not marked yet.
func isDue(now time.Time) predicate.Restriction {
	return restriction.And(restriction.StateIn(string(Active), string(Appealed), string(Upheld)), restriction.Or(restriction.EndTimeLTE(now),
		restriction.And(restriction.State(string(Appealed)), restriction.DecideUntilLTE(now))))
}

// Expire marks the restrictions of the context's district that are over. They have held no more since; this tells those who wait for
// the event.
func (s *Service) Expire(ctx context.Context) error {
	for {
		n, err := db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (int, error) {
			due, err := tx.Restriction.Query().Where(isDue(tx.Now())).Limit(batch).ForUpdate().All(ctx)
			if err != nil {
				return 0, err
			}
			for _, r := range due {
				if _, err := move(ctx, tx, r, Expire, tx.Restriction.Update()); err != nil {
					return 0, err
				}
			}
			if len(due) == 0 {
				return 0, db.ErrNothing
			}
			return len(due), nil
		})
		if err != nil || n < batch {
			return err
		}
	}
}
