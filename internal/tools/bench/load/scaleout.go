//go:build unix

package load

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"text/tabwriter"
	"time"
)

// scaleOutBar is the least that two servers do on the processors of one, by what one does there.
const scaleOutBar = 0.9

// ScaleOut measures what a second server on the same database costs. Both use the same processors as one alone, and all of
// them, so that two do as much as one where neither waits for the other or does its work again: with processors of its own each
// of them then adds what it has. It gives the works that fall below the bar.
func ScaleOut(ctx context.Context, o Options) error {
	w, err := openWorld(ctx, o.Issues)
	defer w.close()
	if err != nil {
		return err
	}
	var servers [2]*process
	for i := range servers {
		if servers[i], err = w.startProduct(ctx, o.Binary, o.Address); err != nil {
			return err
		}
	}
	table := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "work\tone server req/s\ttwo servers req/s\ttwo to one\t")
	var missed []error
	for _, one := range works {
		var alone, together []sample
		next := one.numbers(&atomic.Int64{})
		for round := range o.Rounds + 1 { // the first one warms up
			for _, both := range rand.Perm(2) {
				s, err := w.driveREST(ctx, servers[:1+both], one, next, o.Span)
				if err != nil {
					return fmt.Errorf("%s: %w", one.name, err)
				}
				switch {
				case round == 0:
				case both == 1:
					together = append(together, s)
				default:
					alone = append(alone, s)
				}
			}
		}
		reached := ratio(together, alone)
		fmt.Fprintf(table, "%s\t%.0f\t%.0f\t%.2f\t\n", one.name, median(alone, sample.rps), median(together, sample.rps), reached)
		if reached < scaleOutBar {
			missed = append(missed, fmt.Errorf("%s: two servers do %.2f of what one does on the same processors, and must do %.2f", one.name, reached, scaleOutBar))
		}
	}
	return errors.Join(table.Flush(), errors.Join(missed...))
}

// driveREST has as many clients as the bars stand for, spread over the servers.
func (w *world) driveREST(ctx context.Context, servers []*process, one work, next func() int, span time.Duration) (sample, error) {
	clients := make([]client, barConnections)
	for i := range clients {
		clients[i] = w.newWebClient(servers[i%len(servers)].rest, one)
		defer clients[i].close()
	}
	return drive(ctx, clients, next, span)
}
