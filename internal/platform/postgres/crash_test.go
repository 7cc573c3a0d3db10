//go:build unix

package postgres_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/postgres"
)

func itoa(n int) string { return strconv.Itoa(n) }

func kill(t *testing.T, pid int) {
	t.Helper()
	must(t, syscall.Kill(pid, syscall.SIGKILL))
}

func TestAfterTheProgramIsKilledTheNextStartFindsTheData(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := existing(t, p)
		g := withOneRow(t, p, dir)
		g.kill(t)
		next := started(t, p, order{Dir: dir}) // at once: the old server may still be writing its checkpoint
		wantRows(t, next.DSN, "1")
		next.stop(t)
	})
}

func TestAfterProgramAndServerAreKilledTheNextStartRecovers(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := existing(t, p)
		g := withOneRow(t, p, dir)
		kill(t, serverPID(t, g.Dir))
		g.kill(t)
		next := started(t, p, order{Dir: dir})
		wantRows(t, next.DSN, "1")
		next.stop(t)
		log, err := os.ReadFile(filepath.Join(dir, "postgres.log"))
		must(t, err)
		if !strings.Contains(string(log), "automatic recovery") {
			t.Errorf("the server was to recover, but its log is:\n%s", log)
		}
	})
}

func TestAServerWithoutItsProgramIsStoppedAndTheDataServedAnew(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := existing(t, p)
		g := withOneRow(t, p, dir)
		g.stop(t)
		orphan := serverOn(t, dir, g.DSN)
		next := started(t, p, order{Dir: dir})
		wantRows(t, next.DSN, "1")
		if pid := serverPID(t, dir); pid == orphan.Process.Pid {
			t.Errorf("process %d still serves the data", pid)
		}
		if err := orphan.Wait(); err != nil {
			t.Errorf("the server without a program ended by %v, want a clean end", err)
		}
		next.stop(t)
		if log := next.log.String(); !strings.Contains(log, "pid="+itoa(orphan.Process.Pid)) {
			t.Errorf("the log does not name the stopped process %d:\n%s", orphan.Process.Pid, log)
		}
	})
}

func TestAProcessIdGivenToAnotherProgramDoesNotStopTheStart(t *testing.T) {
	t.Parallel()
	asEveryone(t, func(t *testing.T, p person) {
		dir := existing(t, p)
		g := withOneRow(t, p, dir)
		kill(t, serverPID(t, g.Dir))
		g.kill(t)

		other := exec.Command("/bin/sh", "-c", "read line")
		other.Dir = "/"
		other.SysProcAttr = ownerOf(t, dir).attributes()
		stdin, err := other.StdinPipe()
		must(t, err)
		must(t, other.Start())
		note := filepath.Join(dir, "data", "postmaster.pid")
		text, err := os.ReadFile(note)
		must(t, err)
		_, rest, _ := strings.Cut(string(text), "\n")
		must(t, os.WriteFile(note, []byte(itoa(other.Process.Pid)+"\n"+rest), 0o600))

		next := started(t, p, order{Dir: dir})
		wantRows(t, next.DSN, "1")
		next.stop(t)
		_, err = stdin.Write([]byte("done\n"))
		must(t, err)
		if err := other.Wait(); err != nil {
			t.Errorf("the other program was disturbed: %v", err)
		}
	})
}

// serverOn runs PostgreSQL on the data without any program of ours, and returns when it answers.
func serverOn(t *testing.T, dir, dsn string) *exec.Cmd {
	t.Helper()
	bin, err := postgres.Find()
	must(t, err)
	path, err := bin.Path("postgres")
	must(t, err)
	cmd := exec.Command(path, "-D", filepath.Join(dir, "data"), "-k", filepath.Join(dir, "socket"), "-c", "listen_addresses=")
	cmd.Dir = "/"
	cmd.SysProcAttr = ownerOf(t, dir).attributes()
	must(t, cmd.Start())
	for tick := time.Tick(10 * time.Millisecond); ; <-tick {
		if conn, err := pgx.Connect(t.Context(), dsn); err == nil {
			must(t, conn.Close(t.Context()))
			return cmd
		}
	}
}

func ownerOf(t *testing.T, path string) person {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	stat := info.Sys().(*syscall.Stat_t)
	return person{"owner", int(stat.Uid), int(stat.Gid)}
}
