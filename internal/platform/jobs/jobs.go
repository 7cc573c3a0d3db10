// Package jobs runs the work that no caller waits for, on River: periodic tasks, each once in the whole installation at a
// time, and work that a transaction asks for. Both are idempotent: they may run twice and they may run late.
package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
)

// timeout of one run; a worker that dies is noticed after rescue.
const (
	timeout = 30 * time.Second
	rescue  = 35 * time.Second
)

// Task is work that returns.
type Task struct {
	Name  string
	Every time.Duration
	Run   func(ctx context.Context) error
}

// run asks for one run of a task.
type run struct {
	Task string `json:"task" river:"unique"`
}

// Kind of the job.
func (run) Kind() string { return "task" }

// worker runs tasks by name.
type worker struct {
	river.WorkerDefaults[run]
	tasks map[string]Task
}

// Work one job.
func (w *worker) Work(ctx context.Context, job *river.Job[run]) error {
	task, ok := w.tasks[job.Args.Task]
	if !ok {
		return river.JobCancel(fmt.Errorf("no task %q in this program", job.Args.Task))
	}
	return task.Run(ctx)
}

// Start works the tasks, and what is asked of the queue, over a pool of the application's role on a direct connection,
// until the client is stopped.
func Start(ctx context.Context, pool *pgxpool.Pool, tasks []Task, queue *Queue, log *slog.Logger) (*river.Client[pgx.Tx], error) {
	w := &worker{tasks: map[string]Task{}}
	var periodic []*river.PeriodicJob
	for _, t := range tasks {
		w.tasks[t.Name] = t
		periodic = append(periodic, river.NewPeriodicJob(river.PeriodicInterval(t.Every), func() (river.JobArgs, *river.InsertOpts) {
			return run{Task: t.Name}, &river.InsertOpts{MaxAttempts: 3, UniqueOpts: river.UniqueOpts{ByArgs: true,
				ByState: []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
					rivertype.JobStateRunning, rivertype.JobStateScheduled}}}
		}, &river.PeriodicJobOpts{RunOnStart: true}))
	}
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, w); err != nil {
		return nil, err
	}
	if err := river.AddWorkerSafely(workers, &asking{workers: queue.workers}); err != nil {
		return nil, err
	}
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		JobTimeout: timeout, RescueStuckJobsAfter: rescue, Logger: log, PeriodicJobs: periodic, Workers: workers,
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 4}, asked: {MaxWorkers: Workers}},
		ReindexerSchedule: river.NeverSchedule(), // reindexing needs the owner role
	})
	if err != nil {
		return nil, err
	}
	if err := client.Start(ctx); err != nil {
		return nil, fmt.Errorf("jobs: %w", err)
	}
	return client, nil
}
