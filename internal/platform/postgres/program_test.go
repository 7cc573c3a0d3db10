//go:build unix

package postgres_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/postgres"
)

// The tests run the package inside a program of its own, this test binary started once more: it can be killed, and it
// can be an ordinary user's while the tests are root's.

// order is what such a program is to do: it starts a cluster, reports, and stops it when its standard input ends.
type order struct {
	Dir       string
	Settings  map[string]string
	Temporary bool
	Shared    string // the name under which filled fills it
}

type report struct {
	Dir   string
	DSN   string
	Error string
	InUse bool
}

const orderVariable = "POSTGRES_TEST_ORDER"

func TestMain(m *testing.M) {
	if text, is := os.LookupEnv(orderVariable); is {
		os.Exit(obey(text))
	}
	code := m.Run()
	for _, c := range clusters {
		_ = os.RemoveAll(c.folder)
	}
	if path, err := copiedBinary(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

func obey(text string) int {
	var o order
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		panic(err)
	}
	ctx := context.Background()
	var s *postgres.Server
	var err error
	switch {
	case o.Shared != "":
		s, err = postgres.Shared(ctx, o.Settings, o.Shared, filled)
	case o.Temporary:
		s, err = postgres.Temporary(ctx, o.Settings)
	default:
		log := slog.New(slog.NewTextHandler(os.Stderr, nil))
		s, err = postgres.Start(ctx, postgres.Options{Dir: o.Dir, Settings: o.Settings, Log: log})
	}
	r := report{}
	if err != nil {
		r.Error, r.InUse = err.Error(), errors.Is(err, postgres.ErrInUse)
	} else {
		r.Dir, r.DSN = s.Dir(), s.OwnerDSN("postgres")
	}
	if err := json.NewEncoder(os.Stdout).Encode(r); err != nil {
		panic(err)
	}
	if s == nil {
		return 1
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	if err := s.Stop(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// filled makes a table that says by which program.
func filled(s *postgres.Server) error {
	conn, err := pgx.Connect(context.Background(), s.OwnerDSN("postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(context.Background())
	_, err = conn.Exec(context.Background(), fmt.Sprintf("create table filled as select '%d' by", os.Getpid()))
	return err
}

// copiedBinary lies where every user can run it: go test's own folder is closed.
var copiedBinary = sync.OnceValues(func() (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	code, err := os.ReadFile(self)
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "postgres-test-binary-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "program")
	return path, errors.Join(os.Chmod(dir, 0o755), writeProgram(path, code))
})

// writeProgram writes a file that everybody can run, at once. No process is forked meanwhile: a child that inherited the
// open file would keep it busy, and running it would fail for as long.
func writeProgram(path string, code []byte) error {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	return errors.Join(os.WriteFile(path, code, 0o755), os.Chmod(path, 0o755))
}

// person is one of the operating system's users as whom the program runs.
type person struct {
	name     string
	uid, gid int
}

func (p person) attributes() *syscall.SysProcAttr {
	if p.uid == os.Geteuid() {
		return &syscall.SysProcAttr{}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(p.uid), Gid: uint32(p.gid)}}
}

// everyone is the user of the tests and, when that is root, an ordinary user too.
func everyone(t *testing.T) []person {
	t.Helper()
	me := person{"this user", os.Geteuid(), os.Getegid()}
	if me.uid != 0 {
		return []person{me}
	}
	me.name = "root"
	return []person{me, ordinary(t)}
}

func ordinary(t *testing.T) person {
	t.Helper()
	u, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, errU := strconv.Atoi(u.Uid)
	gid, errG := strconv.Atoi(u.Gid)
	if errU != nil || errG != nil {
		t.Fatal(errU, errG)
	}
	return person{"an ordinary user", uid, gid}
}

func asEveryone(t *testing.T, test func(t *testing.T, p person)) {
	t.Helper()
	for _, p := range everyone(t) {
		t.Run("as "+p.name, func(t *testing.T) {
			t.Parallel()
			test(t, p)
		})
	}
}

// folder is a new one that belongs to the person; t.TempDir's parent is closed to others.
func folder(t *testing.T, p person) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "postgres-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	must(t, os.Chmod(dir, 0o755))
	must(t, os.Chown(dir, p.uid, p.gid))
	return dir
}

// program is one that has reported and runs until it is told to stop, or killed.
type program struct {
	report
	cmd   *exec.Cmd
	stdin io.Closer
	log   *bytes.Buffer // read it only after the program has ended
}

var fastest = map[string]string{"fsync": "off"}

func run(t *testing.T, p person, o order, env ...string) *program {
	t.Helper()
	path, err := copiedBinary()
	must(t, err)
	text, err := json.Marshal(o)
	must(t, err)
	g := &program{cmd: exec.Command(path), log: &bytes.Buffer{}}
	g.cmd.Env = append(os.Environ(), append(env, orderVariable+"="+string(text))...)
	g.cmd.Dir = "/"
	g.cmd.SysProcAttr = p.attributes()
	g.cmd.Stderr = g.log
	g.stdin, err = g.cmd.StdinPipe()
	must(t, err)
	stdout, err := g.cmd.StdoutPipe()
	must(t, err)
	must(t, g.cmd.Start())
	t.Cleanup(func() { _ = g.stdin.Close(); _ = g.cmd.Wait() })
	if err := json.NewDecoder(stdout).Decode(&g.report); err != nil {
		t.Fatalf("the program reported nothing: %v", err)
	}
	return g
}

// started is a program whose cluster runs.
func started(t *testing.T, p person, o order, env ...string) *program {
	t.Helper()
	g := run(t, p, o, env...)
	if g.Error != "" {
		t.Fatal(g.Error)
	}
	return g
}

func (g *program) stop(t *testing.T) {
	t.Helper()
	must(t, g.stdin.Close())
	if err := g.cmd.Wait(); err != nil {
		t.Fatalf("%v: %s", err, g.log)
	}
}

func (g *program) kill(t *testing.T) {
	t.Helper()
	must(t, g.cmd.Process.Kill())
	_ = g.cmd.Wait()
}

// serverPID is the process that serves the cluster.
func serverPID(t *testing.T, dir string) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "data", "postmaster.pid"))
	must(t, err)
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	must(t, err)
	return pid
}

// ask runs statements and returns the single value of the last one, as text.
func ask(t *testing.T, dsn string, statements ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	conn, err := pgx.Connect(ctx, dsn)
	must(t, err)
	defer func() { must(t, conn.Close(ctx)) }()
	value := ""
	for _, sql := range statements {
		rows, err := conn.Query(ctx, sql, pgx.QueryExecModeSimpleProtocol)
		must(t, err)
		for rows.Next() {
			value = string(rows.RawValues()[0])
		}
		must(t, rows.Err())
	}
	return value
}

const (
	enter = `insert into entered values ('太平庄东里')`
	count = `select count(*) from entered`
)

// cluster is one that several tests use in turn: making one takes longer than all else that they do.
type cluster struct {
	turn   sync.Mutex
	folder string
}

// clusters has one for root and one for an ordinary user.
var clusters = map[bool]*cluster{true: {}, false: {}}

// existing is the data root of the person's cluster, which is stopped and the test's own until it ends.
func existing(t *testing.T, p person) string {
	t.Helper()
	c := clusters[p.uid == 0]
	c.turn.Lock()
	t.Cleanup(c.turn.Unlock)
	if c.folder == "" {
		dir, err := os.MkdirTemp("", "postgres-test-")
		must(t, err)
		c.folder = dir
		must(t, os.Chmod(dir, 0o755))
		must(t, os.Chown(dir, p.uid, p.gid))
	}
	return filepath.Join(c.folder, "root")
}

// withOneRow starts a cluster and leaves a single row in its table.
func withOneRow(t *testing.T, p person, dir string) *program {
	t.Helper()
	g := started(t, p, order{Dir: dir})
	ask(t, g.DSN, `drop table if exists entered`, `create table entered (what text)`, enter)
	return g
}

func wantRows(t *testing.T, dsn, want string) {
	t.Helper()
	if got := ask(t, dsn, count); got != want {
		t.Errorf("%s rows, want %s", got, want)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
