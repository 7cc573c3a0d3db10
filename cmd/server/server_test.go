package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"

	"github.com/haolinju/haolinju/internal/platform/postgres"
)

// binary is the server as it is released.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "haolinju-server")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "server")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// anywhere are the flags of a server on free ports with a folder of its own.
func anywhere(dir string, args ...string) []string {
	return append(args, "--dir", dir, "--listen-rest", "127.0.0.1:0", "--listen-grpc", "127.0.0.1:0", "--listen-ops", "127.0.0.1:0")
}

// run the binary to its end.
func run(t *testing.T, env []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), binary, args...)
	cmd.Env = append(os.Environ(), env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func TestCase88ABadDatabaseAddressIsToldWithoutItsPassword(t *testing.T) {
	t.Parallel()
	const password = "geheim-canary"
	for _, address := range []string{"postgres://plain:" + password + "@127.0.0.1:1/ours", "postgres://plain:" + password + "@%zz/ours",
		"host=127.0.0.1 port=1 user=plain password=" + password, "host=127.0.0.1 port=x password=" + password} {
		for _, command := range []string{"serve", "migrate"} {
			_, stderr, code := run(t, []string{"DATABASE_URL=" + address, "DIRECT_DATABASE_URL=" + address}, anywhere(t.TempDir(), command, "--log-level", "DEBUG")...)
			if code != 1 || strings.Contains(stderr, password) || strings.Contains(stderr, ".go:") {
				t.Errorf("%s with %s: exit %d, %s", command, address, code, stderr)
			}
		}
	}
}

// installed is an operator's PostgreSQL with a migrated database "ours", its owner, the role "plain" of servers, and what else is to be made.
func installed(t *testing.T, also ...string) *postgres.Server {
	t.Helper()
	cluster, err := postgres.Temporary(t.Context(), map[string]string{"fsync": "off"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cluster.Stop(context.Background()) })
	conn, err := pgx.Connect(t.Context(), cluster.OwnerDSN("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, s := range append([]string{"create role owner login", "create role plain login", "create database ours owner owner"}, also...) {
		if _, err := conn.Exec(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if _, stderr, code := run(t, []string{"DIRECT_DATABASE_URL=" + cluster.DSN("ours", "owner"), "DATABASE_URL=" + cluster.DSN("ours", "plain")}, "migrate"); code != 0 {
		t.Fatal(stderr)
	}
	return cluster
}

func TestAMistakeOfTheOperatorIsToldInOneLineThatSaysHowToMendIt(t *testing.T) {
	t.Parallel()
	cluster := installed(t, "create database empty", "create database ascii template template0 lc_collate 'C' lc_ctype 'C'")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()

	for _, c := range []struct{ name, url, want string }{
		{"an address that is none", "postgres://%zz", "database address"},
		{"a database that is away", "postgres://plain@127.0.0.1:1/ours", "refused"},
		{"the superuser", cluster.OwnerDSN("ours"), "superuser or bypasses row-level security: connect as a plain role"},
		{"the owner", cluster.DSN("ours", "owner"), "connect as a role that owns nothing"},
		{"a database without a schema", cluster.DSN("empty", "plain"), "run `server migrate`"},
		{"a locale without Chinese", cluster.DSN("ascii", "plain"), "create it with LC_CTYPE C.UTF-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantOneLine(t, c.want, []string{"DATABASE_URL=" + c.url}, anywhere(t.TempDir(), "serve")...)
		})
	}
	t.Run("a port that is taken", func(t *testing.T) {
		args := append(anywhere(t.TempDir(), "serve"), "--listen-rest", taken.Addr().String())
		wantOneLine(t, "choose another address with --listen-rest", []string{"DATABASE_URL=" + cluster.DSN("ours", "plain")}, args...)
	})
	for content, want := range map[string]string{
		`{"110111": {"issuer": "http://sso.example.cn"}}`: "set client_secret_file",
		`{"fangshan": {}}`:               `"fangshan" is no district`,
		`{"110111": {"secret": "here"}}`: `unknown field "secret"`,
		`{"110111": {"issuer": "http://sso.example.cn", "client_id": "haolinju", "client_secret_file": "FILE"}}`:  "must begin with https://",
		`{"110111": {"issuer": "https://sso.example.cn", "client_secret_file": "FILE"}}`:                          "needs the id and the secret of its client",
		`{"110111": {"issuer": "https://sso.example.cn", "client_id": "haolinju", "client_secret_file": "FILE"}}`: "needs an address to send browsers back to",
	} {
		t.Run("an issuer that "+want, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "oidc.json")
			if err := os.WriteFile(file, []byte(strings.ReplaceAll(content, "FILE", file)), 0o600); err != nil {
				t.Fatal(err)
			}
			wantOneLine(t, want, nil, "serve", "--oidc-file", file)
		})
	}
	t.Run("a door with half of a certificate", func(t *testing.T) {
		wantOneLine(t, "set --grpc-certificate-file and --grpc-key-file, both", nil, "serve", "--grpc-client-ca-file", "ca.pem")
	})
	t.Run("a certificate that is not there", func(t *testing.T) {
		wantOneLine(t, "no such file", nil, "serve", "--grpc-certificate-file", "none.pem", "--grpc-key-file", "none.pem")
	})
	t.Run("a flag that is unknown", func(t *testing.T) {
		wantOneLine(t, "unknown argument --colour", nil, "serve", "--colour")
	})
	t.Run("no owner to migrate as", func(t *testing.T) {
		wantOneLine(t, "set DIRECT_DATABASE_URL", nil, "migrate")
	})
	t.Run("a file that is no list of divisions", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "list.json")
		if err := os.WriteFile(file, []byte(`{"district": 1}`), 0o600); err != nil {
			t.Fatal(err)
		}
		wantOneLine(t, "list.json", []string{"DATABASE_URL=" + cluster.DSN("ours", "plain")}, anywhere(t.TempDir(), "import", "divisions", file)...)
	})
}

func TestMigratingGivesADistrictWhatTheVersionBeforeDidNotAndLeavesWhatItHasChanged(t *testing.T) {
	t.Parallel()
	cluster := installed(t)
	owner, plain := cluster.DSN("ours", "owner"), cluster.DSN("ours", "plain")
	list := filepath.Join("..", "..", "internal", "directory", "data", "fangshan-divisions.json")
	if _, stderr, code := run(t, []string{"DATABASE_URL=" + plain}, "import", "divisions", list, "--dir", t.TempDir()); code != 0 {
		t.Fatal(stderr)
	}
	conn, err := pgx.Connect(t.Context(), owner)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	state := func() (settings, permissions, edited int) {
		if err := conn.QueryRow(t.Context(), `select (select count(*) from setting where key = 'intake.flows'),
			(select jsonb_array_length(permissions) from role where code = 'RESIDENT'),
			(select jsonb_array_length(permissions) from role where code = 'LIAISON')`).Scan(&settings, &permissions, &edited); err != nil {
			t.Fatal(err)
		}
		return settings, permissions, edited
	}
	settings, permissions, edited := state()
	for _, before := range []string{"delete from setting where key = 'intake.flows'", "update role set permissions = permissions - 0 where code = 'RESIDENT'",
		"update role set permissions = permissions - 0, edited = true where code = 'LIAISON'"} {
		if _, err := conn.Exec(t.Context(), before); err != nil {
			t.Fatal(err)
		}
	}
	if _, stderr, code := run(t, []string{"DIRECT_DATABASE_URL=" + owner, "DATABASE_URL=" + plain}, "migrate"); code != 0 {
		t.Fatal(stderr)
	}
	if s, p, e := state(); s != settings || p != permissions || e != edited-1 {
		t.Errorf("after the upgrade %d settings of %d, %d permissions of %d, and %d of a role that the district has changed, %d before", s, settings, p, permissions, e, edited)
	}
}

func wantOneLine(t *testing.T, want string, env []string, args ...string) {
	t.Helper()
	_, stderr, code := run(t, env, args...)
	if code == 0 || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, want) {
		t.Errorf("exit %d, want one line with %q, got:\n%s", code, want, stderr)
	}
}

// proves AD-24
func TestTheDemoTellsItsStoriesTwiceTheSameAndATestTenantIsReset(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	first, stderr, code := run(t, nil, anywhere(dir, "demo", "--once")...)
	if code != 0 {
		t.Fatalf("exit %d\n%s\n%s", code, first, stderr)
	}
	second, stderr, code := run(t, nil, anywhere(dir, "demo", "--once")...)
	if code != 0 || second != first {
		t.Fatalf("the second start ends with %d and tells otherwise:\n%s\nthe first told:\n%s\n%s", code, second, first, stderr)
	}
	list := filepath.Join("..", "..", "internal", "directory", "data", "fangshan-divisions.json")
	out, stderr, code := run(t, nil, "import", "divisions", list, "--dir", dir)
	if want := "房山区: 28 sub-districts, 210 communities, 459 villages; 0 added, 0 changed, 698 unchanged\n"; code != 0 || out != want {
		t.Errorf("import: exit %d, %q, want %q\n%s", code, out, want, stderr)
	}
	out, stderr, code = run(t, nil, "reset", "900001", "--dir", dir)
	if deleted := regexp.MustCompile(`^tenant 900001: (\d+) rows deleted, founded anew\n$`).FindStringSubmatch(out); code != 0 || deleted == nil || deleted[1] == "0" {
		t.Errorf("reset: exit %d, %q\n%s", code, out, stderr)
	}
	wantOneLine(t, "tenant 110111 is not one for tests", nil, "reset", "110111", "--dir", dir)
	if _, stderr, code := run(t, nil, "audit", "verify", "110111", "--dir", dir); code != 0 {
		t.Errorf("audit: exit %d, %s", code, stderr)
	}
	if third, stderr, code := run(t, nil, anywhere(dir, "demo", "--once")...); code != 0 || third != first {
		t.Errorf("after the reset: exit %d, %s", code, stderr)
	}
}

// open lets the folders above a test's own be passed by the user who runs Postgres when the test runs as root.
func open(t *testing.T, dir string) {
	t.Helper()
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// serve starts a server and waits until its doors are open; they are told in the order REST, documents, gRPC, ops, from 1.
func serve(t *testing.T, env []string, dir string) (*exec.Cmd, []string) {
	t.Helper()
	cmd := exec.Command(binary, anywhere(dir, "serve")...)
	cmd.Env = append(os.Environ(), env...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	line := make([]byte, 512)
	n, err := stdout.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	doors := regexp.MustCompile(`REST (\S+)\s+docs (\S+)\s+gRPC (\S+)\s+ops (\S+)`).FindStringSubmatch(string(line[:n]))
	if doors == nil {
		t.Fatalf("the server says %q", line[:n])
	}
	return cmd, doors
}

// proves AP-20, AP-24
func TestAServerIsAliveReadyDescribedAndStopsInOrder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	cmd, doors := serve(t, nil, dir)
	rest, docs, native, ops := doors[1], doors[2], doors[3], doors[4]
	for _, url := range []string{rest + "/livez", rest + "/readyz", rest + "/startupz", rest + "/openapi.json", docs + "/", ops + "/readyz", ops + "/metrics"} {
		if code, body := get(t, url); code != http.StatusOK || len(body) == 0 {
			t.Errorf("%s: %d %s", url, code, body)
		}
	}
	_, detail := get(t, ops+"/readyz")
	var health struct{ Checks map[string]string }
	if err := json.Unmarshal(detail, &health); err != nil || health.Checks["database"] != "ok" || health.Checks["serving"] != "ok" {
		t.Errorf("detail of readiness: %s", detail)
	}
	if _, plain := get(t, rest+"/readyz"); bytes.Contains(plain, []byte("database")) {
		t.Errorf("the public door tells details: %s", plain)
	}

	conn, err := grpc.NewClient(native, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if answer, err := healthv1.NewHealthClient(conn).Check(ctx, &healthv1.HealthCheckRequest{}); err != nil || answer.GetStatus() != healthv1.HealthCheckResponse_SERVING {
		t.Errorf("health: %v, %v", answer, err)
	}
	if services := described(ctx, t, conn); !strings.Contains(services, "haolinju.intake.v1.IntakeService") {
		t.Errorf("reflection knows %s", services)
	}

	watch, err := healthv1.NewHealthClient(conn).Watch(ctx, &healthv1.HealthCheckRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = watch.Recv()
	}
	if status.Code(err) != codes.Unavailable {
		t.Errorf("after SIGTERM a stream ends with %v", err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}
}

func described(ctx context.Context, t *testing.T, conn *grpc.ClientConn) string {
	t.Helper()
	stream, err := reflectionv1.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := stream.Send(&reflectionv1.ServerReflectionRequest{MessageRequest: &reflectionv1.ServerReflectionRequest_ListServices{}}); err != nil {
		t.Fatal(err)
	}
	answer, err := stream.Recv()
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(answer.GetListServicesResponse().GetService())
}

func get(t *testing.T, url string) (int, []byte) {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, body.Bytes()
}
