//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
)

// The bars of the chain: processor time that it adds to a call, and what it may ask the database besides the handler.
const (
	cpuBar   = 60 * time.Microsecond
	tripsBar = 0
)

// Calls are measured in blocks, one of each kind after the other, so that both kinds meet the same machine.
const (
	blocks = 40
	calls  = 250
)

// costs measures what the chain costs a read and what an idempotency key costs a write, in this process.
func costs(ctx context.Context) error {
	b, err := openBench(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	issue, err := b.file(ctx, "")
	if err != nil {
		return err
	}
	through, bare := intakev1.NewIntakeServiceClient(b.house.Channel), intakev1.NewIntakeServiceClient(b.bare)
	read := func(client intakev1.IntakeServiceClient) func() error {
		return func() error {
			_, err := client.GetIssue(b.signed(ctx), &intakev1.GetIssueRequest{Name: issue})
			return err
		}
	}
	with, without, err := compare(read(through), read(bare))
	if err != nil {
		return err
	}
	readTrips, err := b.extraTrips(read(through), read(bare))
	if err != nil {
		return err
	}
	key := 0
	write := func(keyed bool) func() error {
		return func() error {
			key++
			name := ""
			if keyed {
				name = fmt.Sprint("bench-", key)
			}
			_, err := b.file(ctx, name)
			return err
		}
	}
	writeTrips, err := b.extraTrips(write(true), write(false))
	if err != nil {
		return err
	}
	fmt.Printf("%-44s %6d µs   bar %d µs  (%d µs with, %d µs without, %.1f times)\n", "processor time that the chain adds to a read", (with - without).Microseconds(),
		cpuBar.Microseconds(), with.Microseconds(), without.Microseconds(), float64(with)/float64(without))
	fmt.Printf("%-44s %6d      bar %d\n", "round trips that the chain adds to a read", readTrips, tripsBar)
	fmt.Printf("%-44s %6d      bar %d\n", "round trips that a key adds to a write", writeTrips, tripsBar)
	var missed error
	if with-without > cpuBar {
		missed = fmt.Errorf("the chain adds %v of processor time to a read, and may add %v", with-without, cpuBar)
	}
	if readTrips > tripsBar || writeTrips > tripsBar {
		missed = errors.Join(missed, fmt.Errorf("the chain adds %d round trips to a read and a key %d to a write, and none may", readTrips, writeTrips))
	}
	return missed
}

// compare gives the processor time of one call of each kind in its quietest block: what else the machine does only adds.
func compare(a, b func() error) (with, without time.Duration, err error) {
	least := [2]time.Duration{math.MaxInt64, math.MaxInt64}
	for range blocks {
		for kind, call := range []func() error{a, b} {
			runtime.GC()
			began := processorTime()
			for range calls {
				if err := call(); err != nil {
					return 0, 0, err
				}
			}
			least[kind] = min(least[kind], (processorTime()-began)/calls)
		}
	}
	return least[0], least[1], nil
}

// processorTime is what this process has used, PostgreSQL not counted.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// extraTrips is how many round trips more a makes than b, when all that can be known from before is known.
func (b *bench) extraTrips(one, other func() error) (int64, error) {
	count := func(call func() error) (int64, error) {
		if err := call(); err != nil {
			return 0, err
		}
		before := b.trips.n.Load()
		err := call()
		return b.trips.n.Load() - before, err
	}
	n, err := count(one)
	if err != nil {
		return 0, err
	}
	m, err := count(other)
	return n - m, err
}

// trips counts round trips to the database.
type trips struct{ n atomic.Int64 }

var (
	_ pgx.QueryTracer = (*trips)(nil)
	_ pgx.BatchTracer = (*trips)(nil)
)

// TraceQueryStart counts a statement that is sent alone.
func (t *trips) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	t.n.Add(1)
	return ctx
}

// TraceQueryEnd has nothing to do.
func (t *trips) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}

// TraceBatchStart counts a batch.
func (t *trips) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	t.n.Add(1)
	return ctx
}

// TraceBatchQuery has nothing to do.
func (t *trips) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

// TraceBatchEnd has nothing to do.
func (t *trips) TraceBatchEnd(context.Context, *pgx.Conn, pgx.TraceBatchEndData) {}
