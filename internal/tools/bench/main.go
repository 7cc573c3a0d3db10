//go:build unix

// Command bench measures what the chain of interceptors costs a call, how long a due time takes to compute, how soon the demo is
// ready, with nothing set up and again on its own data, and how much the built server does beside a bare handler and the database itself (package load). It
// fails when a bar is missed.
//
//	go run ./internal/tools/bench [-only chain,due,start,load|growth|scale-out] [-rounds 4] [-span 2s] [-connections 1,16,64] [-works "get issue,…"] [-sizes 10000,…]
//
// Ready means that /readyz answers 200 and the district's divisions are served. The time runs from the start of the
// built binary; building it is not measured. The rows of the load go to build/bench.json as well, each of its rounds to
// build/bench.txt, which benchstat reads.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/haolinju/haolinju/internal/tools/bench/growth"
	"github.com/haolinju/haolinju/internal/tools/bench/load"
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
	if len(os.Args) > 1 && os.Args[1] == load.FloorCommand {
		return load.RunFloor(ctx)
	}
	only := flag.String("only", "chain,due,start,load", "what to measure: chain, due, start, load, growth, scale-out")
	rounds := flag.Int("rounds", 4, "rounds of the load that count")
	span := flag.Duration("span", 2*time.Second, "time of one cell in one round")
	connections := flag.String("connections", "1,16,64", "numbers of connections")
	issues := flag.Int("issues", 700_000, "issues in the district")
	sizes := flag.String("sizes", "10000,100000,1000000", "numbers of issues to which the tables grow")
	update := flag.Bool("update", false, "keep the plans of this run")
	profile := flag.String("profile", "", "file that a profile of the server under the load is written to")
	names := flag.String("works", "", "works of the load, or an expression for those of the growth; none: all")
	flag.Parse()
	if flag.NArg() > 0 {
		return fmt.Errorf("unknown arguments: %q", flag.Args())
	}
	if *only == "growth" {
		o := growth.Options{Update: *update, Out: os.Stdout}
		var err error
		if o.Sizes, err = numbers(*sizes); err != nil {
			return err
		}
		if *names != "" {
			if o.Works, err = regexp.Compile(*names); err != nil {
				return err
			}
		}
		return growth.Run(ctx, o)
	}
	folder, binary, err := build(ctx)
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	wanted := strings.Split(*only, ",")
	var missed []error
	if slices.Contains(wanted, "chain") {
		missed = append(missed, costs(ctx))
	}
	if slices.Contains(wanted, "due") {
		missed = append(missed, dues())
	}
	if slices.Contains(wanted, "start") {
		missed = append(missed, starts(ctx, folder, binary))
	}
	if slices.Contains(wanted, "load") {
		o := load.Options{Binary: binary, Address: freeAddress, Issues: *issues, Rounds: *rounds, Span: *span, Profile: *profile, Out: os.Stdout}
		if o.Connections, err = numbers(*connections); err != nil {
			return err
		}
		if *names != "" {
			o.Works = strings.Split(*names, ",")
		}
		report, err := load.Run(ctx, o)
		missed = append(missed, err, store(report))
	}
	if slices.Contains(wanted, "scale-out") {
		missed = append(missed, load.ScaleOut(ctx, load.Options{Binary: binary, Address: freeAddress, Issues: *issues, Rounds: *rounds, Span: *span, Out: os.Stdout}))
	}
	return errors.Join(missed...)
}

// numbers are those of a list with commas.
func numbers(list string) (all []int, err error) {
	for _, text := range strings.Split(list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// store writes the rows of the load, and its rounds, with which other runs are compared.
func store(report load.Report) error {
	if len(report.Rows) == 0 {
		return nil
	}
	text, err := json.MarshalIndent(report.Rows, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll("build", 0o755); err != nil {
		return err
	}
	return errors.Join(os.WriteFile(filepath.Join("build", "bench.json"), append(text, '\n'), 0o644),
		os.WriteFile(filepath.Join("build", "bench.txt"), report.Rounds, 0o644))
}

// build makes the binary, in a folder that PostgreSQL, which runs as another user when this runs as root, can enter.
func build(ctx context.Context) (folder, binary string, err error) {
	if folder, err = os.MkdirTemp("", "haolinju-bench-"); err != nil {
		return "", "", err
	}
	if err := os.Chmod(folder, 0o755); err != nil {
		return "", "", err
	}
	binary = filepath.Join(folder, "server")
	build := exec.CommandContext(ctx, "make", "--silent", "build", "to="+binary)
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return "", "", fmt.Errorf("build: %w", err)
	}
	return folder, binary, nil
}

// starts measures the first and the second start of the built binary.
func starts(ctx context.Context, folder, binary string) error {
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
