package timing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/ent"
	clockrow "github.com/haolinju/haolinju/ent/clock"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// recountBatch bounds how many clocks one transaction looks at.
const recountBatch = 500

// outdated is where a run has come to among the clocks that were computed by earlier editions of the working calendar.
type outdated struct {
	Edition int
	ID      uuid.UUID
}

// Recount computes anew what runs in the district of the context by an earlier edition of the working calendar than the one that holds.
// Where that moves nothing, the clock only takes the edition; where it does, it is changed under the lock of its dispatch, with an audit row
// and an event. The edition of each clock says how far it has come, so that a run that is cut off is taken up by the next one.
func (s *Service) Recount(ctx context.Context) error {
	var at outdated
	var failed []error
	for {
		moved, n, err := s.survey(ctx, &at)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		for _, id := range moved {
			if err := s.recount(ctx, id); err != nil {
				failed = append(failed, fmt.Errorf("dispatch %s: %w", id, err))
			}
		}
		if n < recountBatch {
			return errors.Join(failed...)
		}
	}
}

// survey looks at the next clocks and gives the dispatches of those that are due, or looked at, at another time now; the others take the
// edition, unless they have changed meanwhile.
func (s *Service) survey(ctx context.Context, at *outdated) (moved []uuid.UUID, n int, err error) {
	next := *at
	_, err = db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (bool, error) {
		moved, n, next = nil, 0, *at
		newest, err := s.calendars.Newest(ctx, tx)
		if err != nil {
			return false, err
		}
		found, err := tx.Query(ctx, `select calendar_edition, id from clock where tenant_id = $1 and stopped_time is null and breached_time is null
			and basis <> 'ELAPSED' and calendar_edition < $2 and (calendar_edition, id) > ($3, $4) order by calendar_edition, id limit $5`,
			tx.Tenant(), newest, at.Edition, at.ID, recountBatch)
		if err != nil {
			return false, err
		}
		list, err := pgx.CollectRows(found, pgx.RowToStructByPos[outdated])
		if err != nil {
			return false, err
		}
		if n = len(list); n == 0 {
			return false, db.ErrNothing
		}
		next = list[n-1]
		var same []*ent.Clock
		if moved, same, err = s.compare(ctx, tx, newest, list); err != nil {
			return false, err
		}
		if len(same) == 0 {
			return false, db.ErrNothing
		}
		return true, take(ctx, tx, newest, same)
	})
	*at = next
	return moved, n, err
}

// compare parts clocks into those that an edition moves, of which it gives the dispatches, and the others.
func (s *Service) compare(ctx context.Context, tx *db.Tx, edition int, list []outdated) (moved []uuid.UUID, same []*ent.Clock, err error) {
	ids := make([]uuid.UUID, len(list))
	for i, c := range list {
		ids[i] = c.ID
	}
	rows, err := tx.Clock.Query().Where(clockrow.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range rows {
		if late(c, tx.Now()) {
			continue
		}
		does, err := s.moves(ctx, tx, c, edition)
		if err != nil {
			return nil, nil, err
		}
		switch {
		case !does:
			same = append(same, c)
		case !slices.Contains(moved, c.DispatchID):
			moved = append(moved, c.DispatchID)
		}
	}
	return moved, same, nil
}

// moves says whether a clock is due, or looked at, at another time by an edition.
func (s *Service) moves(ctx context.Context, tx *db.Tx, c *ent.Clock, edition int) (bool, error) {
	cal, err := s.calendar(ctx, tx, edition, c.StartTime)
	if err != nil {
		return false, err
	}
	shares, err := warnings.At(ctx, tx, c.StartTime)
	if err != nil {
		return false, err
	}
	run := running(c)
	due, _ := run.Due(cal)
	return !equal(due, c.DueTime) || !equal(nextCheck(run, cal, c, shares), c.NextCheckAt), nil
}

func equal(a, b *time.Time) bool { return a == nil && b == nil || a != nil && b != nil && a.Equal(*b) }

// take notes that clocks are, by an edition, what they are.
func take(ctx context.Context, tx *db.Tx, edition int, same []*ent.Clock) error {
	ids, versions := make([]uuid.UUID, len(same)), make([]int, len(same))
	for i, c := range same {
		ids[i], versions[i] = c.ID, c.Version
	}
	tx.Audit(db.Audit{Action: permitMark, Object: "clocks", After: map[string]any{"calendar_edition": edition, "clocks": len(same)}})
	_, err := tx.Exec(ctx, `update clock c set calendar_edition = $2, version = c.version + 1, update_time = $3
		from unnest($4::uuid[], $5::int[]) seen (id, version) where c.tenant_id = $1 and c.id = seen.id and c.version = seen.version`,
		tx.Tenant(), edition, tx.Now(), ids, versions)
	return err
}

// recount moves the clocks of a dispatch that the newest edition moves.
func (s *Service) recount(ctx context.Context, dispatch uuid.UUID) error {
	_, err := db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (bool, error) {
		newest, err := s.calendars.Newest(ctx, tx)
		if err != nil {
			return false, err
		}
		d, err := s.dispatches.HoldDispatch(access.AsSystem(ctx, tx.Tenant()), tx, dispatch)
		if err != nil {
			return false, err
		}
		changed := false
		for _, before := range d.Edges.Clocks {
			if before.Basis == string(clock.Elapsed) || before.CalendarEdition >= newest || before.BreachedTime != nil || late(before, tx.Now()) {
				continue
			}
			does, err := s.moves(ctx, tx, before, newest)
			if err != nil {
				return false, err
			}
			if !does {
				continue
			}
			after := *before
			after.CalendarEdition = newest
			if err := s.recompute(ctx, tx, d, before, &after, "recounted"); err != nil {
				return false, err
			}
			changed = true
		}
		if !changed {
			return false, db.ErrNothing
		}
		return true, nil
	})
	return err
}
