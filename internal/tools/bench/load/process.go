//go:build unix

package load

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// process is a server that is measured.
type process struct {
	cmd             *exec.Cmd
	rest, grpc, ops string // addresses; ops of the product only
	mallocs         func(ctx context.Context) (float64, error)
	ready           time.Duration // from its start
}

// ticks of the processor's time that the system counts in a second.
const ticks = 100

// cpu is the processor time that the process has used.
func (p *process) cpu() (time.Duration, error) {
	u, err := usedBy(p.cmd.Process.Pid)
	return u.own, err
}

// used is the processor time of a process and of those of its children that have ended.
type used struct {
	own, children time.Duration
	parent        int
}

func usedBy(pid int) (used, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return used{}, err
	}
	// Behind the name of the program, which may hold anything.
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	var n [5]int // the parent, then user and system of its own and of its children
	for i, field := range []int{1, 11, 12, 13, 14} {
		if n[i], err = strconv.Atoi(fields[field]); err != nil {
			return used{}, err
		}
	}
	return used{time.Duration(n[1]+n[2]) * time.Second / ticks, time.Duration(n[3]+n[4]) * time.Second / ticks, n[0]}, nil
}

// databaseCPU is the processor time that the database has used: its first process and all that it has started.
func (w *world) databaseCPU() (time.Duration, error) {
	note, err := os.ReadFile(filepath.Join(w.postgres.Dir(), "data", "postmaster.pid"))
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(note), "\n")
	first, err := strconv.Atoi(line)
	if err != nil {
		return 0, err
	}
	u, err := usedBy(first)
	if err != nil {
		return 0, err
	}
	sum := u.own + u.children
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return 0, err
	}
	for _, folder := range folders {
		pid, err := strconv.Atoi(filepath.Base(folder))
		if err != nil {
			return 0, err
		}
		if u, err := usedBy(pid); err == nil && u.parent == first { // one that has ended counts among its parent's children
			sum += u.own
		}
	}
	return sum, nil
}

// rss is the memory that the process holds, in bytes.
func (p *process) rss() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kib << 10, err
		}
	}
	return 0, fmt.Errorf("no VmRSS in %s", status)
}

// startProduct starts the built server on the database, with the settings of an installation but budgets.
func (w *world) startProduct(ctx context.Context, binary string, address func() string) (*process, error) {
	p := &process{rest: address(), grpc: address(), ops: address()}
	log, err := os.CreateTemp(w.folder, "server-*.log")
	if err != nil {
		return nil, err
	}
	budget := fmt.Sprint(unlimited)
	p.cmd = exec.CommandContext(ctx, binary, "serve", "--database-url", w.dsn(AppRole), "--dir", w.folder, "--data-key-file", w.keyFile("data"),
		"--token-key-file", w.keyFile("token"), "--listen-rest", p.rest, "--listen-grpc", p.grpc, "--listen-ops", p.ops,
		"--limit-read", budget, "--limit-write", budget, "--limit-keys", budget)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	p.mallocs = func(ctx context.Context) (float64, error) {
		page, err := fetch(ctx, "http://"+p.ops+"/metrics")
		if err != nil {
			return 0, err
		}
		for line := range strings.Lines(page) {
			if rest, ok := strings.CutPrefix(line, "go_memstats_mallocs_total "); ok {
				return strconv.ParseFloat(strings.TrimSpace(rest), 64)
			}
		}
		return 0, fmt.Errorf("no count of allocations among the metrics")
	}
	return p, w.start(ctx, p, "http://"+p.ops+"/readyz", log.Name())
}

// size of a file in bytes.
func size(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// startFloor starts the bare handlers.
func (w *world) startFloor(ctx context.Context, address func() string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{rest: address(), grpc: address()}
	tokens := map[string]bool{}
	for _, token := range w.tokens {
		tokens[token] = true
	}
	config, err := json.Marshal(floorConfig{DatabaseURL: w.dsn(AppRole), HTTP: p.rest, GRPC: p.grpc, Tokens: tokens, Connections: 16, Works: w.recorded})
	if err != nil {
		return nil, err
	}
	p.cmd = exec.CommandContext(ctx, self, FloorCommand)
	p.cmd.Stdin, p.cmd.Stderr = bytes.NewReader(config), os.Stderr
	p.mallocs = func(ctx context.Context) (float64, error) {
		page, err := fetch(ctx, "http://"+p.rest+"/mallocs")
		if err != nil {
			return 0, err
		}
		return strconv.ParseFloat(page, 64)
	}
	return p, w.start(ctx, p, "http://"+p.rest+"/mallocs", "its standard error")
}

// start starts a process and waits until it answers.
func (w *world) start(ctx context.Context, p *process, url, log string) error {
	began := time.Now()
	if err := p.cmd.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- p.cmd.Wait() }()
	w.stop = append(w.stop, func() {
		p.cmd.Process.Signal(os.Interrupt)
		<-ended
	})
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for time.Since(began) < time.Minute {
		select {
		case err := <-ended:
			ended <- err
			return fmt.Errorf("%s has ended: %v; see %s", p.cmd.Path, err, log)
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		if _, err := fetch(ctx, url); err == nil {
			p.ready = time.Since(began)
			return nil
		}
	}
	return fmt.Errorf("%s is not ready after a minute; see %s", p.cmd.Path, log)
}

func fetch(ctx context.Context, url string) (string, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, response.Status)
	}
	return string(body), err
}
