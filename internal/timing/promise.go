package timing

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/timing/clock"
)

// PromisedBy is when an order for an issue of a category and an urgency would be due that went out at a moment: what its reporter is promised.
func (s *Service) PromisedBy(ctx context.Context, tx *db.Tx, category uuid.UUID, tier string, from time.Time) (time.Time, error) {
	p := &policy{now: tx.Now(), matter: matter{kind: order, tier: tier}}
	var err error
	if p.lines, err = limitLines.At(ctx, tx, p.now); err != nil {
		return time.Time{}, err
	}
	if byCategory, _ := p.lines.ask(); byCategory {
		if p.matter.categories, err = depths(ctx, tx, "select unnest($2::uuid[])", []uuid.UUID{category}); err != nil {
			return time.Time{}, err
		}
	}
	limit, err := p.allows(ctx, tx, clockComplete, uuid.Nil)
	if err != nil {
		return time.Time{}, err
	}
	if limit == nil {
		return time.Time{}, fmt.Errorf("orders of the tier %q have no limit", tier)
	}
	var cal *calendar.Calendar
	if limit.Basis != clock.Elapsed {
		if cal, err = s.CalendarAt(ctx, tx, p.now); err != nil {
			return time.Time{}, err
		}
	}
	due, _ := clock.Clock{Start: from, Limit: limit.Limit}.Due(cal)
	return *due, nil
}
