package postgres_test

import (
	"path/filepath"
	"testing"
	"time"
)

func TestTheServerEndsWithAKilledProgram(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		g := started(t, p, order{Dir: existing(t, p)})
		note := filepath.Join(g.Dir, "data", "postmaster.pid")
		serverPID(t, g.Dir)
		g.kill(t)
		for tick := time.Tick(10 * time.Millisecond); fileExists(note); <-tick { // removed by a clean shutdown only
			if t.Context().Err() != nil {
				t.Fatal("the server still runs")
			}
		}
	})
}
