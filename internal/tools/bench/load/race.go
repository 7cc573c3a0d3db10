//go:build unix

package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/valyala/fasthttp"
)

// The races: so many clients want the same slots until all are sold, and so many issues are triaged by two at once.
const (
	racers     = 32
	raceSlots  = 1_680
	raceRounds = 3
	slotsEach  = 168 // of one resource
	// raceResources are those that only the races book.
	raceResources = 2 * raceRounds * raceSlots / slotsEach
	duels         = 300
	raceBar       = 1.5 // of the bare handler's time
)

// race lets the clients of both HTTP doors sell out slots of their own, and gives how much longer the product takes.
func (b *bench) race(ctx context.Context) (times float64, err error) {
	book := works[slices.IndexFunc(works, func(w work) bool { return w.name == "book slot" })]
	last := resources // resources are taken from the end, where no cell books
	var ratios []float64
	for range raceRounds {
		var took [2]time.Duration
		for i, server := range []*process{b.floor, b.product} {
			last -= raceSlots / slotsEach
			if took[i], err = b.sellOut(ctx, server, book, last); err != nil {
				return 0, err
			}
		}
		ratios = append(ratios, took[1].Seconds()/took[0].Seconds())
	}
	return middle(ratios), nil
}

// sellOut has the clients book at random until every slot of ten resources is sold, and checks that each was sold once.
func (b *bench) sellOut(ctx context.Context, server *process, book work, first int) (time.Duration, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var sold atomic.Int64
	failures := make([]error, racers)
	var all sync.WaitGroup
	began := time.Now()
	for i := range racers {
		all.Go(func() {
			c := b.w.newWebClient(server.rest, book).(*webClient)
			defer c.close()
			for sold.Load() < raceSlots && ctx.Err() == nil {
				slot := rand.IntN(raceSlots)
				status, body, err := c.try((first+slot/slotsEach)*slotsOfOne + slot%slotsEach)
				switch {
				case err == nil && status == fasthttp.StatusOK:
					sold.Add(1)
				case err == nil && status == fasthttp.StatusConflict && bytes.Contains(body, []byte("SLOT_TAKEN")):
				default:
					failures[i] = fmt.Errorf("a booking answers %d %s, %v", status, body, err)
					cancel()
				}
			}
		})
	}
	all.Wait()
	took := time.Since(began)
	if err := errors.Join(failures...); err != nil {
		return took, err
	}
	return took, b.soldOnce(ctx, first)
}

// soldOnce asks the database whether all slots of the resources are booked, and none twice.
func (b *bench) soldOnce(ctx context.Context, first int) error {
	owner, err := pgx.Connect(ctx, b.w.dsn(ownerRole))
	if err != nil {
		return err
	}
	defer owner.Close(context.WithoutCancel(ctx))
	var bookings, overlaps int
	if err := owner.QueryRow(ctx, `with b as (select * from booking where state = 'CONFIRMED' and resource_id between `+idSQL(resourceKind, "$1::int")+` and `+idSQL(resourceKind, "$2::int")+`)
		select (select count(*) from b), (select count(*) from b x join b y on x.resource_id = y.resource_id and x.id < y.id and x.start_time < y.end_time and y.start_time < x.end_time)`,
		first, first+raceSlots/slotsEach-1).Scan(&bookings, &overlaps); err != nil {
		return err
	}
	if bookings != raceSlots || overlaps != 0 {
		return fmt.Errorf("%d bookings of %d slots, %d overlaps", bookings, raceSlots, overlaps)
	}
	return nil
}

// duel has two clients triage the same issues at once: one must win, and the other be told the state that the issue has now.
func (b *bench) duel() error {
	triage := works[slices.IndexFunc(works, func(w work) bool { return w.name == "triage issue" })]
	clients := [2]*webClient{b.w.newWebClient(b.product.rest, triage).(*webClient), b.w.newWebClient(b.product.rest, triage).(*webClient)}
	for range duels {
		n := int(b.used[triage.name].Add(1)) - 1
		var statuses [2]int
		var bodies [2][]byte
		var failures [2]error
		var both sync.WaitGroup
		for i, c := range clients {
			both.Go(func() { statuses[i], bodies[i], failures[i] = c.try(n) })
		}
		both.Wait()
		if err := errors.Join(failures[:]...); err != nil {
			return err
		}
		won := slices.Index(statuses[:], fasthttp.StatusOK)
		if won < 0 || statuses[1-won] != fasthttp.StatusConflict {
			return fmt.Errorf("two that triage one issue are answered %v %s", statuses, bodies)
		}
		var told struct{ Metadata map[string]string }
		if err := json.Unmarshal(bodies[1-won], &told); err != nil || told.Metadata["state"] != "TRIAGED" {
			return fmt.Errorf("the loser is told %s", bodies[1-won])
		}
	}
	return nil
}

// try sends the n-th request and gives what is answered.
func (c *webClient) try(n int) (status int, body []byte, err error) {
	c.fill(n)
	err = c.host.Do(c.request, c.response)
	return c.response.StatusCode(), bytes.Clone(c.response.Body()), err
}
