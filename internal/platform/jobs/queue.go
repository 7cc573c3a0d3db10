package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// asked is the queue of the work that transactions ask for. It has workers of its own: the periodic tasks never wait
// for it.
const asked = "asked"

// Workers is how many pieces of asked work one process does at a time.
const Workers = 4

// Worker does one kind of work that a transaction asks for. It runs after the commit, at least once, as the system in the
// tenant that asked; the id names the row that says what to do.
type Worker struct {
	Name     string
	Attempts int           // runs before the work is given up
	Timeout  time.Duration // of one run
	Run      func(ctx context.Context, id uuid.UUID) error
}

// work names a row and nothing else, so the tables of the queue hold nothing of any person.
type work struct {
	Worker string    `json:"worker"`
	Tenant int       `json:"tenant"`
	ID     uuid.UUID `json:"id"`
}

// Kind of the job.
func (work) Kind() string { return "work" }

// Queue takes work inside the transactions that ask for it.
type Queue struct {
	client  *river.Client[pgx.Tx]
	workers map[string]Worker
}

// NewQueue makes a queue for the given kinds of work.
func NewQueue(workers ...Worker) (*Queue, error) {
	client, err := river.NewClient(riverpgxv5.New(nil), &river.Config{})
	if err != nil {
		return nil, err
	}
	q := &Queue{client: client, workers: map[string]Worker{}}
	for _, w := range workers {
		if _, twice := q.workers[w.Name]; twice || w.Attempts < 1 || w.Timeout <= 0 {
			return nil, fmt.Errorf("jobs: %s is there twice or has no attempts or no timeout", w.Name)
		}
		q.workers[w.Name] = w
	}
	return q, nil
}

// Ask for work on a row once the transaction has committed. Of two pieces of work the one with the lower rank goes
// first; the first rank is 1, and from 4 on all are equal.
func (q *Queue) Ask(ctx context.Context, tx *db.Tx, worker string, id uuid.UUID, rank int) error {
	w, ok := q.workers[worker]
	if !ok {
		return fmt.Errorf("jobs: nobody does %q", worker)
	}
	_, err := q.client.InsertTx(ctx, tx.Queued(), work{worker, tx.Tenant(), id},
		&river.InsertOpts{Queue: asked, MaxAttempts: w.Attempts, Priority: max(1, min(rank, 4))})
	return err
}

// later is work that is put off without being counted as a failed run.
type later struct{ by time.Duration }

func (l later) Error() string { return "later" }

// Later is what a worker returns to be run again after a while.
func Later(by time.Duration) error { return later{by} }

// asking runs the asked work.
type asking struct {
	river.WorkerDefaults[work]
	workers map[string]Worker
}

// Work one job.
func (a *asking) Work(ctx context.Context, job *river.Job[work]) error {
	w, ok := a.workers[job.Args.Worker]
	if !ok {
		return fmt.Errorf("nobody does %q in this program", job.Args.Worker) // another replica may be newer
	}
	err := w.Run(access.AsSystem(ctx, job.Args.Tenant), job.Args.ID)
	var put later
	if errors.As(err, &put) {
		return river.JobSnooze(put.by)
	}
	return err
}

// Timeout of one run.
func (a *asking) Timeout(job *river.Job[work]) time.Duration {
	return a.workers[job.Args.Worker].Timeout
}

// NextRetry doubles the wait from a second to half a minute: a killed worker's work is done again within two minutes.
func (a *asking) NextRetry(job *river.Job[work]) time.Time {
	return job.AttemptedAt.Add(min(time.Second<<min(job.Attempt-1, 5), 30*time.Second))
}
