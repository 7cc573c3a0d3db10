package feed

import (
	"context"
	"time"
)

// Tell a stream of a tenant what happens behind a place until the stream ends. It begins with a sign of life, and gives another whenever
// it has been quiet for so long. Next tells all that there is behind a place and gives the place behind it.
func (f *Feed) Tell(ctx context.Context, tenant int, at Place, quiet time.Duration, alive func(Place) error, next func(Place) (Place, error)) error {
	tick := time.NewTicker(quiet)
	defer tick.Stop()
	if err := alive(at); err != nil {
		return err
	}
	for {
		news := f.News(tenant)
		var err error
		if at, err = next(at); err != nil {
			return err
		}
		select {
		case <-news:
		case <-tick.C:
			err = alive(at)
		case <-ctx.Done():
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
	}
}
