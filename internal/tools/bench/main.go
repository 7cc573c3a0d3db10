//go:build unix

// Command bench measures what the chain of interceptors costs a call, and how soon the demo is ready, with nothing set up and again on its own data, and fails when it
// takes longer than it may.
//
//	go run ./internal/tools/bench
//
// Ready means that /readyz answers 200 and the district's divisions are served. The time runs from the start of the
// built binary; building it is not measured.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"
)

// The bars: a first start makes a database cluster, migrates it and loads the district; a second one finds all of it.
const (
	firstBar  = 5 * time.Second
	secondBar = time.Second
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	return errors.Join(costs(ctx), starts(ctx))
}

// starts measures the first and the second start of the built binary.
func starts(ctx context.Context) error {
	folder, err := os.MkdirTemp("", "haolinju-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	// PostgreSQL runs as another user when this runs as root, and must be able to enter.
	if err := os.Chmod(folder, 0o755); err != nil {
		return err
	}
	binary := filepath.Join(folder, "server")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", binary, "./cmd/server")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	data := filepath.Join(folder, "data")
	first := measure(ctx, "first demo start, empty folder", firstBar, binary, data)
	if errors.Is(first, errFailed) {
		return first
	}
	return errors.Join(first, measure(ctx, "second demo start, same folder", secondBar, binary, data))
}

// errFailed marks a start that did not come to readiness at all.
var errFailed = errors.New("not ready")

func measure(ctx context.Context, what string, bar time.Duration, binary, data string) error {
	took, err := start(ctx, binary, data)
	if err != nil {
		return fmt.Errorf("%s: %w: %w", what, errFailed, err)
	}
	fmt.Printf("%-32s %6.2f s   bar %.0f s\n", what, took.Seconds(), bar.Seconds())
	if took >= bar {
		return fmt.Errorf("%s took %.2f s, and may take less than %.0f s", what, took.Seconds(), bar.Seconds())
	}
	return nil
}
