//go:build system

package system

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/demo"
)

// poolSize is the number of connections that all clients of the pooler share.
const poolSize = 2

// pool starts PgBouncer with the configuration that we ship, but for places and size, and gives the address of the database behind it.
func (in *installation) pool(t *testing.T) string {
	t.Helper()
	shipped, err := os.ReadFile("../../deploy/pgbouncer/pgbouncer.ini")
	if err != nil {
		t.Fatal(err)
	}
	dsn, err := pgx.ParseConfig(in.plain())
	if err != nil {
		t.Fatal(err)
	}
	ini, users, address := filepath.Join(in.dir, "pgbouncer.ini"), filepath.Join(in.dir, "users"), free(t)
	text := string(shipped)
	for line, ours := range map[string]string{
		"haolinju = host=127.0.0.1 port=5432 dbname=haolinju": fmt.Sprintf("%s = host=%s port=%d", database, dsn.Host, dsn.Port),
		"listen_port = 6432":                      "listen_port = " + port(t, address),
		"auth_type = scram-sha-256":               "auth_type = trust",
		"auth_file = /etc/pgbouncer/userlist.txt": "auth_file = " + users + "\nunix_socket_dir =",
		"default_pool_size = 16":                  fmt.Sprint("default_pool_size = ", poolSize),
	} {
		if !strings.Contains(text, line) {
			t.Fatalf("the configuration that we ship has no %q", line)
		}
		text = strings.Replace(text, line, ours, 1)
	}
	for name, text := range map[string]string{ini: text, users: fmt.Sprintf("%q \"\"\n", plainRole)} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pooler := exec.Command("pgbouncer", "-q", ini)
	pooler.Stderr = os.Stderr
	if os.Geteuid() == 0 { // as which PgBouncer refuses to run: as who may enter the folder of the database's socket
		who, err := os.Stat(dsn.Host)
		if err != nil {
			t.Fatal(err)
		}
		owner := who.Sys().(*syscall.Stat_t)
		pooler.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid}}
	}
	if err := pooler.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pooler.Process.Kill(); pooler.Wait() })
	behind := "postgres://" + plainRole + "@" + address + "/" + database + "?sslmode=disable"
	within(t, "the pooler answers", func() bool {
		conn, err := pgx.Connect(t.Context(), behind)
		if err != nil {
			return false
		}
		return conn.Close(t.Context()) == nil
	})
	return behind
}

// All stories of the demo are told through a pooler that lends a connection for one transaction, and then two districts are asked at
// once over two connections that go from one to the other with each transaction.
func TestThroughAPoolerEverythingWorksAndNoDistrictSeesARowOfAnother(t *testing.T) {
	in := install(t)
	pooled := []string{"--database-url", in.pool(t), "--direct-database-url", in.plain(), "--statement-mode", "cache_describe"}
	in.tell(t, pooled...)
	s := in.serve(t, pooled...)
	var all sync.WaitGroup
	for _, who := range []demo.Who{demo.SystemAdmin, demo.ForeignAdmin} {
		bearer := in.token(t, who)
		own, foreign := fmt.Sprint(demo.Fangshan), fmt.Sprint(demo.Other)
		if who == demo.ForeignAdmin {
			own, foreign = foreign, own
		}
		for range 4 {
			all.Go(func() {
				for range 100 {
					a, err := ask(t.Context(), http.MethodGet, "http://"+s.rest+"/v1/units?pageSize=1000", bearer, nil)
					if err != nil || a.status != http.StatusOK {
						t.Errorf("%s: %d %v, %v", who, a.status, a.body, err)
						return
					}
					if units := fmt.Sprint(a.body["units"]); !strings.Contains(units, "code:"+own) || strings.Contains(units, "code:"+foreign) {
						t.Errorf("%s is shown %.300s", who, units)
						return
					}
				}
			})
		}
	}
	all.Wait()
}
