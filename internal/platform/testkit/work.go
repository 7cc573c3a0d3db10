package testkit

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/jobs"
)

// Work does what transactions ask of the queue, and numbers events, as a server does it, until it is stopped or the test
// ends. Where several servers work on one database, all are stopped before the first of them closes.
func (k *Kit) Work(t *testing.T) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	pool, err := pgxpool.New(ctx, k.DSN(AppRole))
	if err != nil {
		t.Fatal(err)
	}
	client, err := jobs.Start(ctx, pool, nil, k.Queue, k.log)
	if err != nil {
		t.Fatal(err)
	}
	numbering := make(chan struct{})
	go func() {
		defer close(numbering)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				k.Number(ctx)
			}
		}
	}()
	stop = sync.OnceFunc(func() {
		client.StopAndCancel(context.WithoutCancel(ctx))
		cancel()
		<-numbering
		pool.Close()
	})
	t.Cleanup(stop)
	return stop
}

// Tell makes the notices of what has happened in 房山区 so far.
func (k *Kit) Tell(t *testing.T) {
	t.Helper()
	k.follow(t, k.Notice.Follow)
}

// Watch tells those who follow issues, categories and areas of 房山区 of what has happened so far.
func (k *Kit) Watch(t *testing.T) {
	t.Helper()
	k.follow(t, k.Followings.Work)
	k.Tell(t)
}

// Count counts what has happened in 房山区 so far.
func (k *Kit) Count(t *testing.T) {
	t.Helper()
	k.follow(t, k.Insight.Follow)
	k.follow(t, k.HeatMap.Follow)
	k.follow(t, k.Performance.Follow)
	k.follow(t, k.Closing.Follow)
	k.follow(t, k.Timeline.Follow)
}

// Recall brings the callback tasks in line with what has happened in 房山区 so far.
func (k *Kit) Recall(t *testing.T) {
	t.Helper()
	k.follow(t, k.Callbacks.Follow)
}

// Route makes the route proposals that what has happened in 房山区 so far asks for.
func (k *Kit) Route(t *testing.T) {
	t.Helper()
	k.follow(t, k.Routing.Follow)
}

// Balance gives what has reached units to handlers.
func (k *Kit) Balance(t *testing.T) {
	t.Helper()
	k.follow(t, k.Workload.Follow)
}

// Oblige makes, and cancels, the tasks that what has happened in 房山区 so far asks for.
func (k *Kit) Oblige(t *testing.T) {
	t.Helper()
	k.follow(t, k.Checklists.Follow)
}

// Learn learns from what has happened in 房山区 so far.
func (k *Kit) Learn(t *testing.T) {
	t.Helper()
	k.follow(t, k.Suggestion.Follow)
}

// follow numbers all events and lets a reader read them. What a transaction of another test keeps from being numbered is numbered
// once that is over.
func (k *Kit) follow(t *testing.T, read func(context.Context) error) {
	t.Helper()
	for open := true; open; {
		if _, err := k.Number(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := k.owner.QueryRow(t.Context(), "select exists (select from event where position is null)").Scan(&open); err != nil {
			t.Fatal(err)
		}
	}
	if err := read(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
}
