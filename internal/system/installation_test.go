//go:build system

package system

import (
	"bufio"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/postgres"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// binary is the server as it is released.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "haolinju-system")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "server")
	if out, err := exec.Command("go", "build", "-o", binary, "../../cmd/server").CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// folder of a test, which the user who runs Postgres when the test runs as root passes.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// free is an address that nobody listens on.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// installation is a database with its roles, migrated, and a folder with the keys of all servers on it.
type installation struct {
	postgres *postgres.Server
	dir      string
	owner    *pgxpool.Pool
}

// The roles and the database of an installation.
const (
	database  = "ours"
	ownerRole = "owner"
	plainRole = "plain"
)

func install(t *testing.T) *installation {
	t.Helper()
	in := &installation{dir: folder(t)}
	var err error
	if in.postgres, err = postgres.Temporary(t.Context(), map[string]string{"fsync": "off"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { in.postgres.Stop(context.Background()) })
	conn, err := pgx.Connect(t.Context(), in.postgres.OwnerDSN("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, s := range []string{"create role " + ownerRole + " login", "create role " + plainRole + " login", "create database " + database + " owner " + ownerRole} {
		if _, err := conn.Exec(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	in.run(t, "migrate", "--direct-database-url", in.postgres.DSN(database, ownerRole), "--database-url", in.plain())
	if in.owner, err = pgxpool.New(t.Context(), in.postgres.OwnerDSN(database)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(in.owner.Close)
	return in
}

// plain is the address of the database as the servers' role.
func (in *installation) plain() string { return in.postgres.DSN(database, plainRole) }

// on are the flags of a server on free ports, with the installation's keys.
func (in *installation) on(args ...string) []string {
	return append(args, "--dir", in.dir, "--listen-rest", "127.0.0.1:0", "--listen-grpc", "127.0.0.1:0", "--listen-ops", "127.0.0.1:0")
}

// run the binary to its end.
func (in *installation) run(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), binary, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// tell plays the stories of the demo on the installation; args are further flags.
func (in *installation) tell(t *testing.T, args ...string) {
	t.Helper()
	in.run(t, append(in.on("demo", "--once", "--database-url", in.plain()), args...)...)
}

// server is a process of the built binary.
type server struct {
	cmd             *exec.Cmd
	rest, grpc, ops string // addresses
}

var doors = regexp.MustCompile(`REST http://(\S+)\s+docs \S+\s+gRPC (\S+)\s+ops http://(\S+)`)

// serve starts a server without budgets and waits until its doors are open; args are further flags, which win.
func (in *installation) serve(t *testing.T, args ...string) server {
	t.Helper()
	cmd := exec.Command(binary, append(in.on("serve", "--database-url", in.plain(), "--limit-keys", "0", "--limit-write", "0", "--limit-read", "0", "--log-level", "WARN"), args...)...)
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	line, err := bufio.NewReader(stdout).ReadString('\n')
	at := doors.FindStringSubmatch(line)
	if err != nil || at == nil {
		t.Fatalf("the server says %q, %v", line, err)
	}
	return server{cmd, at[1], at[2], at[3]}
}

// token is an access token of a person of the demo.
func (in *installation) token(t *testing.T, who demo.Who) string {
	t.Helper()
	keys, err := token.LoadOrGenerate(filepath.Join(in.dir, "token-keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	issuer, err := token.NewIssuer(keys, token.Realm{Issuer: "haolinju", Audience: "haolinju"})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range demo.People {
		if p.Who != who {
			continue
		}
		bearer, err := issuer.Issue(token.Claims{Person: p.ID(), Tenant: p.Tenant}, time.Now(), time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return bearer
	}
	t.Fatalf("the demo has no %s", who)
	return ""
}

// number is the answer of a question to the database that has one.
func (in *installation) number(t *testing.T, question string, args ...any) (n int) {
	t.Helper()
	if err := in.owner.QueryRow(t.Context(), question, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return n
}

// within polls until something holds, at most a minute.
func within(t *testing.T, what string, holds func() bool) {
	t.Helper()
	inTime(t, time.Minute, what, holds)
}

// inTime polls until something holds, no longer than a limit.
func inTime(t *testing.T, limit time.Duration, what string, holds func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		select {
		case <-ctx.Done():
			t.Fatalf("never: %s", what)
		case <-tick.C:
		}
	}
}
