//go:build unix

package load

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/postgres"
)

// perSecond is how many numbers all clients of a cell of pgbench have a second for work that uses something up; no database on
// two processors is as fast.
const perSecond = 10_000

// share is how many numbers a cell has.
func share(span time.Duration) int { return perSecond * int(max(span, time.Second).Seconds()) }

// script is a work as pgbench does it: its statements in one batch, as one transaction where they say so.
func (w *world) script(one work, share int) string {
	var s strings.Builder
	if one.once {
		fmt.Fprintf(&s, "\\set i :i + 1\n\\set n :base + :client_id * (%d / :clients) + :i\n", share)
	} else {
		s.WriteString("\\set n random(0, 1000000000)\n")
	}
	s.WriteString("\\set own random(1, 4000000000000000000)\n\\startpipeline\n")
	for _, st := range w.recorded[one.name] {
		fmt.Fprintf(&s, "%s;\n", w.inline(st, one))
	}
	s.WriteString("\\endpipeline\n")
	return s.String()
}

var places = regexp.MustCompile(`\$(\d+)`)

// inline writes the arguments of a statement into it.
func (w *world) inline(st statement, one work) string {
	line := strings.Join(strings.Fields(st.SQL), " ")
	return places.ReplaceAllStringFunc(line, func(place string) string {
		i, err := strconv.Atoi(place[1:])
		if err != nil || i > len(st.Args) {
			return place
		}
		a := st.Args[i-1]
		own := fmt.Sprintf("lpad(to_hex(:own::bigint), 16, '0') || lpad(to_hex(%s::bigint), 16, '0')", a.Text)
		switch a.Kind {
		case null:
			return "null"
		case given:
			if a.Text == "key" {
				return "(:own::text)"
			}
			return filled(one.sql[a.Text], map[string]string{"midnight": w.midnight.Format(time.RFC3339)})
		case fresh:
			if a.Of != "" {
				return "('" + a.Of + "' || (" + own + ")::uuid)"
			}
			return "(" + own + ")::uuid"
		case unique:
			return "(" + own + ")"
		case number:
			return "(:own::bigint + " + a.Text + ")"
		}
		// A colon before a letter would be a variable of pgbench.
		return "E'" + strings.NewReplacer(`\`, `\\`, `'`, `''`, `:`, `\x3a`).Replace(a.Text) + "'"
	})
}

var (
	tps     = regexp.MustCompile(`tps = ([0-9.]+) \(without`)
	handled = regexp.MustCompile(`actually processed: ([0-9]+)`)
	failed  = regexp.MustCompile(`failed transactions: ([0-9]+)`)
)

// pgbench does a work for a time and gives what it showed; the server's processor time is not known.
func (w *world) pgbench(ctx context.Context, one work, connections, base int, span time.Duration) (sample, error) {
	bin, err := postgres.Find()
	if err != nil {
		return sample{}, err
	}
	program, err := bin.Path("pgbench")
	if err != nil {
		return sample{}, err
	}
	file := filepath.Join(w.folder, "work.sql")
	if err := os.WriteFile(file, []byte(w.script(one, share(span))), 0o644); err != nil {
		return sample{}, err
	}
	logs, err := os.MkdirTemp(w.folder, "pgbench-")
	if err != nil {
		return sample{}, err
	}
	defer os.RemoveAll(logs)
	at, err := pgx.ParseConfig(w.dsn(AppRole))
	if err != nil {
		return sample{}, err
	}
	cmd := exec.CommandContext(ctx, program, "-n", "-M", "prepared", "-f", file, "-c", fmt.Sprint(connections), "-j", "1",
		"-T", fmt.Sprint(max(int(span.Seconds()), 1)), "-D", "i=0", "-D", fmt.Sprintf("base=%d", base), "-D", fmt.Sprintf("clients=%d", connections),
		"-l", "--log-prefix", filepath.Join(logs, "log"), "-h", at.Host, "-p", fmt.Sprint(at.Port), "-U", at.User, at.Database)
	cmd.Env = append(os.Environ(), "PGSSLMODE=disable")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return sample{}, fmt.Errorf("pgbench: %w\n%s", err, out)
	}
	rate, did := tps.FindSubmatch(out), handled.FindSubmatch(out)
	if rate == nil || did == nil {
		return sample{}, fmt.Errorf("pgbench says\n%s", out)
	}
	if f := failed.FindSubmatch(out); f != nil && string(f[1]) != "0" {
		return sample{}, fmt.Errorf("pgbench failed in %s transactions", f[1])
	}
	pace, err := strconv.ParseFloat(string(rate[1]), 64)
	if err != nil {
		return sample{}, err
	}
	requests, err := strconv.Atoi(string(did[1]))
	if err != nil || requests == 0 {
		return sample{}, fmt.Errorf("pgbench did nothing\n%s", out)
	}
	s := sample{requests: requests, took: time.Duration(float64(requests) / pace * float64(time.Second))}
	s.latency, err = latencies(logs)
	return s, err
}
