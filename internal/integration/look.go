package integration

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/feed"
)

// begin is where a query starts, and checks that it may be served.
func (s *Service) begin(ctx context.Context, tx *db.Tx, q query, given *feed.Place, replay bool) (feed.Place, error) {
	if err := s.follow(ctx, tx, q.Subject); err != nil {
		return feed.Place{}, err
	}
	return feed.Begin(ctx, tx, given, replay)
}

// look finds the next events behind a place of which the caller of a query hears, most at the most, and the place behind them; more says
// that there may be others.
func (s *Service) look(ctx context.Context, tx *db.Tx, q query, from feed.Place, most int) (found []feed.Event, at feed.Place, more bool, err error) {
	asked, at, more, err := feed.Look(ctx, tx, q.Query, from)
	if err != nil {
		return nil, from, false, err
	}
	for _, e := range asked {
		if q.Subject == "" && !q.hears.hears(e.Type, e.Units) {
			continue
		}
		if len(found) == most {
			at.Position, more = found[most-1].Position, true
			break
		}
		found = append(found, e)
	}
	if len(found) > 0 {
		err = s.follow(ctx, tx, q.Subject)
	}
	return found, at, more, err
}
