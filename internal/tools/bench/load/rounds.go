//go:build unix

package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"
)

// The doors.
const (
	doorPgbench   = "pgbench"
	doorFloorREST = "bare http"
	doorREST      = "rest"
	doorFloorGRPC = "bare grpc"
	doorGRPC      = "grpc"
)

var doors = []string{doorPgbench, doorFloorREST, doorREST, doorFloorGRPC, doorGRPC}

// Options of a measurement.
type Options struct {
	Binary      string // the built server
	Address     func() string
	Issues      int
	Rounds      int
	Span        time.Duration // of one cell in one round
	Connections []int
	Works       []string // none: all
	Profile     string   // file for a profile of the product's processor time; none: none
	Out         io.Writer
}

// key of a cell.
type key struct {
	work, door  string
	connections int
}

// measurement is what was measured: of each cell a sample a round, in the order of the rounds.
type measurement struct {
	cells              map[key][]sample
	idle, after, floor int64 // bytes that the product holds before and after, and the floor after
	size               int64 // of the binary in bytes
	ready              time.Duration
	race               float64 // time of the product in the booking race, by that of the floor; 0 where there was none
}

type bench struct {
	Options
	w              *world
	product, floor *process
	used           map[string]*atomic.Int64 // numbers of works that use something up
	m              measurement
	profiles       []string // files, one of each cell of the product
}

// Run measures and writes the table; it gives the report and the bars that were missed.
func Run(ctx context.Context, o Options) (Report, error) {
	w, err := openWorld(ctx, o.Issues)
	defer w.close()
	if err != nil {
		return Report{}, err
	}
	b := &bench{Options: o, w: w, used: map[string]*atomic.Int64{}, m: measurement{cells: map[key][]sample{}}}
	if b.product, err = w.startProduct(ctx, o.Binary, o.Address); err != nil {
		return Report{}, err
	}
	if b.floor, err = w.startFloor(ctx, o.Address); err != nil {
		return Report{}, err
	}
	b.m.ready = b.product.ready
	if b.m.idle, err = b.product.rss(); err != nil {
		return Report{}, err
	}
	if err := b.settle(ctx); err != nil { // after the start
		return Report{}, err
	}
	for _, one := range works {
		b.used[one.name] = &atomic.Int64{}
		if len(o.Works) == 0 || slices.Contains(o.Works, one.name) {
			if err := b.measure(ctx, one); err != nil {
				return Report{}, fmt.Errorf("%s: %w", one.name, err)
			}
		}
	}
	if len(o.Works) == 0 {
		if b.m.race, err = b.race(ctx); err != nil {
			return Report{}, fmt.Errorf("booking race: %w", err)
		}
		if err := b.duel(); err != nil {
			return Report{}, fmt.Errorf("two at once: %w", err)
		}
	}
	if b.m.after, err = b.product.rss(); err != nil {
		return Report{}, err
	}
	if b.m.floor, err = b.floor.rss(); err != nil {
		return Report{}, err
	}
	if b.m.size, err = size(o.Binary); err != nil {
		return Report{}, err
	}
	rows := report(b.m, o.Out)
	return Report{rows, rounds(b.m)}, errors.Join(check(rows, b.m), b.mergeProfiles(ctx))
}

// measure does a work in rounds: in each, all doors one after the other in an order of its own, so that all meet the same machine.
func (b *bench) measure(ctx context.Context, one work) error {
	for _, connections := range b.Connections {
		for round := range b.Rounds + 1 { // the first one warms up
			order := slices.Clone(doors)
			rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, door := range order {
				if one.writes {
					if err := b.settle(ctx); err != nil {
						return err
					}
				}
				before, err := b.w.databaseCPU()
				if err != nil {
					return err
				}
				s, err := b.cell(ctx, one, door, connections)
				if err != nil {
					return fmt.Errorf("%s, %d connections: %w", door, connections, err)
				}
				after, err := b.w.databaseCPU()
				if err != nil {
					return err
				}
				s.database = after - before
				if round > 0 {
					k := key{one.name, door, connections}
					b.m.cells[k] = append(b.m.cells[k], s)
				}
			}
		}
	}
	return nil
}

// What counts as rest: the product looks for numbers and news every two seconds at the latest, and that takes it and the database less than
// a fifth of one processor.
const (
	rest      = 2500 * time.Millisecond
	restless  = rest / 5
	impatient = time.Minute
)

// settle waits until the product has done what the changes before have set off, such as numbering events and telling people, so that no
// door pays for another's. What is counted later than that, by tasks of ten seconds, is met by all doors alike.
func (b *bench) settle(ctx context.Context) error {
	for began := time.Now(); time.Since(began) < impatient; {
		before, err := b.working()
		if err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(rest):
		}
		after, err := b.working()
		if err != nil {
			return err
		}
		if after-before < restless {
			return nil
		}
	}
	return fmt.Errorf("the product is not at rest after %v", impatient)
}

// working is the processor time that the product and the database have used.
func (b *bench) working() (time.Duration, error) {
	database, err := b.w.databaseCPU()
	if err != nil {
		return 0, err
	}
	own, err := b.product.cpu()
	return database + own, err
}

func (b *bench) cell(ctx context.Context, one work, door string, connections int) (sample, error) {
	if door == doorPgbench {
		base := 0
		if one.once {
			n := share(b.Span)
			base = int(b.used[one.name].Add(int64(n))) - n
		}
		return b.w.pgbench(ctx, one, connections, base, b.Span)
	}
	server := b.product
	if door == doorFloorREST || door == doorFloorGRPC {
		server = b.floor
	}
	clients := make([]client, connections)
	for i := range clients {
		var err error
		if door == doorREST || door == doorFloorREST {
			clients[i] = b.w.newWebClient(server.rest, one)
		} else if clients[i], err = b.w.newNativeClient(server.grpc, one); err != nil {
			return sample{}, err
		}
		defer clients[i].close()
	}
	next := one.numbers(b.used[one.name])
	cpu, err := server.cpu()
	if err != nil {
		return sample{}, err
	}
	mallocs, err := server.mallocs(ctx)
	if err != nil {
		return sample{}, err
	}
	profiled := b.profile(ctx, server)
	s, err := drive(ctx, clients, next, b.Span)
	if err := errors.Join(err, <-profiled); err != nil {
		return sample{}, err
	}
	after, err := server.cpu()
	if err != nil {
		return sample{}, err
	}
	s.cpu = after - cpu
	more, err := server.mallocs(ctx)
	s.mallocs = more - mallocs
	return s, err
}
