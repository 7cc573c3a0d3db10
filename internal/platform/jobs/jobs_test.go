package jobs_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestATaskRunsAsTheApplicationsRoleAndAFailedRunIsTriedAgain(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	pool, err := pgxpool.New(t.Context(), k.DSN("haolinju_app"))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	runs := make(chan string, 10)
	tries := 0
	client, err := jobs.Start(t.Context(), pool, []jobs.Task{
		{Name: "steady", Every: time.Hour, Run: func(context.Context) error { runs <- "steady"; return nil }},
		{Name: "shaky", Every: time.Hour, Run: func(context.Context) error {
			tries++
			if tries == 1 {
				return errors.New("not yet")
			}
			runs <- "shaky"
			return nil
		}},
	}, k.Queue, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for len(seen) < 2 {
		select {
		case name := <-runs:
			seen[name] = true
		case <-t.Context().Done():
			t.Fatal("the tasks did not run")
		}
	}
	if err := client.Stop(context.Background()); err != nil {
		t.Error(err)
	}
	if tries != 2 {
		t.Errorf("the failing task was tried %d times", tries)
	}
}
