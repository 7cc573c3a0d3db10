package app_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/alexflint/go-arg"

	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/jobs"
)

// listener hears from the log when the jobs are asked to end.
type listener struct {
	once  sync.Once
	heard chan struct{}
}

func (l *listener) Write(line []byte) (int, error) {
	if bytes.Contains(line, []byte("Stopping producers")) {
		l.once.Do(func() { close(l.heard) })
	}
	return len(line), nil
}

func TestAJobThatIsAtWorkWhenTheServerStopsComesToItsEnd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	var cfg app.Config
	parser, err := arg.NewParser(arg.Config{IgnoreEnv: true}, &cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := parser.Parse([]string{"--dir", dir, "--listen-rest", "127.0.0.1:0", "--listen-grpc", "127.0.0.1:0", "--listen-ops", "127.0.0.1:0"}); err != nil {
		t.Fatal(err)
	}
	ending := &listener{heard: make(chan struct{})}
	s, err := app.Open(t.Context(), &cfg, app.Outside{}, slog.New(slog.NewTextHandler(ending, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	cut := make(chan error, 1)
	s.Tasks = []jobs.Task{{Name: "test.slow", Every: time.Hour, Run: func(ctx context.Context) error {
		stop()
		<-ending.heard
		cut <- ctx.Err()
		return nil
	}}}
	if err := s.Run(ctx, nil); err != nil {
		t.Error(err)
	}
	if err := <-cut; err != nil {
		t.Errorf("it was cut off: %v", err)
	}
}
