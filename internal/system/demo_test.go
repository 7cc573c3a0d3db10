//go:build system

package system

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// demoServer is the released binary serving the demo's districts.
type demoServer struct {
	rest, grpc string            // addresses
	tokens     map[string]string // by the name of the person's part in the stories
	agency     []string          // arguments of the sample agency, as they are printed
	later      <-chan string     // lines that the demo prints while it serves
}

// wait for a line that the demo prints later, and give the first group of the pattern.
func (d demoServer) wait(t *testing.T, pattern *regexp.Regexp) string {
	t.Helper()
	for {
		select {
		case line, ok := <-d.later:
			if !ok {
				t.Fatal("the demo has ended")
			}
			if found := pattern.FindStringSubmatch(line); found != nil {
				return found[1]
			}
		case <-t.Context().Done():
			t.Fatalf("the demo never printed %v", pattern)
		}
	}
}

var (
	person = regexp.MustCompile(`^([\w-]+)  \S+  [A-Z_]+$`)
	signed = regexp.MustCompile(`^  (ey[\w.-]+)$`)
	sample = regexp.MustCompile(`^go run \./examples/agency (.*)$`)
	lastly = regexp.MustCompile(`^grpcurl `)
)

// start serves the demo until the test ends; args are further flags.
func start(t *testing.T, args ...string) demoServer {
	t.Helper()
	dir := folder(t)
	d := demoServer{rest: free(t), grpc: free(t), tokens: map[string]string{}}
	cmd := exec.Command(binary, append([]string{"demo", "--dir", filepath.Join(dir, "data"), "--listen-rest", d.rest, "--listen-grpc", d.grpc,
		"--listen-ops", "127.0.0.1:0"}, args...)...)
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
	lines, who := bufio.NewScanner(stdout), ""
	for lines.Scan() {
		line := lines.Text()
		switch {
		case person.MatchString(line):
			who = person.FindStringSubmatch(line)[1]
		case signed.MatchString(line):
			d.tokens[who] = signed.FindStringSubmatch(line)[1]
		case sample.MatchString(line):
			d.agency = strings.Fields(sample.FindStringSubmatch(line)[1])
		case lastly.MatchString(line):
			later := make(chan string, 1000)
			go func() {
				defer close(later)
				for lines.Scan() {
					select {
					case later <- lines.Text():
					default: // a test that does not look must not block the server
					}
				}
			}()
			d.later = later
			return d
		}
	}
	t.Fatal("the demo ended before it had told how to go on")
	return d
}
