package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// wire stands between a server and its database. From the message on that holds a word, it counts those of the same
// connection; once the database has answered the last one that it is to let through, the server dies without hearing it.
type wire struct {
	dsn string

	mu   sync.Mutex
	word []byte
	left int
	die  func()
}

func openWire(t *testing.T, dsn string) *wire {
	t.Helper()
	at, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "wire") // t.TempDir has too long a path for a socket
	if err != nil {
		t.Fatal(err)
	}
	query := at.Query()
	socket := ".s.PGSQL." + query.Get("port")
	target := filepath.Join(query.Get("host"), socket)
	listener, err := net.Listen("unix", filepath.Join(folder, socket))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close(); os.RemoveAll(folder) })
	query.Set("host", folder)
	at.RawQuery = query.Encode()
	w := &wire{dsn: at.String()}
	go func() {
		for {
			server, err := listener.Accept()
			if err != nil {
				return
			}
			database, err := net.Dial("unix", target)
			if err != nil {
				server.Close()
				return
			}
			go w.carry(server, database)
		}
	}()
	return w
}

// kill the server at the answer to the n-th message, the first of which holds the word.
func (w *wire) kill(word string, n int, die func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.word, w.left, w.die = []byte(word), n, die
}

// last says whether a message is the last one to let through; counting says whether the connection is the one that counts.
func (w *wire) last(message []byte, counting *bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	*counting = *counting || w.word != nil && bytes.Contains(message, w.word)
	if !*counting {
		return false
	}
	w.left--
	return w.left == 0
}

func (w *wire) carry(server, database net.Conn) {
	defer server.Close()
	defer database.Close()
	dying := make(chan struct{})
	go func() {
		defer database.Close()
		counting, message := false, make([]byte, 1<<16)
		for {
			n, err := server.Read(message)
			if err != nil {
				return
			}
			if w.last(message[:n], &counting) {
				close(dying)
			}
			if _, err := database.Write(message[:n]); err != nil {
				return
			}
		}
	}()
	answer := make([]byte, 1<<16)
	for {
		n, err := database.Read(answer)
		if err != nil {
			return
		}
		select {
		case <-dying:
			if n >= 6 && bytes.Equal(answer[n-6:n-1], []byte{'Z', 0, 0, 0, 5}) { // the database is done with the message
				w.die()
				return
			}
		default:
			if _, err := server.Write(answer[:n]); err != nil {
				return
			}
		}
	}
}

// A server is killed at each moment of a call at which it waits for the database, the commit among them. The next one is asked the
// same by the same key: the issue is there once, and so is the answer.
//
// proves AP-09
func TestCase63AServerKilledAtAnyMomentOfACallLeavesEffectAndAnswerOrNeither(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	cluster := installed(t)
	plain := cluster.DSN("ours", "plain")
	if _, stderr, code := run(t, []string{"DATABASE_URL=" + plain}, anywhere(dir, "demo", "--once")...); code != 0 {
		t.Fatal(stderr)
	}
	conn, err := pgx.Connect(t.Context(), cluster.OwnerDSN("ours"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	bearer := signed(t, filepath.Join(dir, "token-keys.json"))
	w := openWire(t, plain)
	env := []string{"DATABASE_URL=" + w.dsn, "DIRECT_DATABASE_URL=" + plain}

	// A call waits more often where its connection has not prepared the statements yet: the moments are gone through again
	// until the database has been seen with everything and with nothing.
	effects, last := map[int]bool{}, ""
	for death, n, rounds := 1, 1, 1; ; death, n = death+1, n+1 {
		server, doors := serve(t, env, dir)
		title := fmt.Sprint("第", death, "次")
		file := func(title string, try bool) (int, string) {
			body, _ := json.Marshal(map[string]any{"kind": "KIND_HELP", "title": title, "address": "太平庄东里",
				"category": "categories/" + demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String()})
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, fmt.Sprintf("%s/v1/issues?validateOnly=%v", doors[1], try), bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", "Bearer "+bearer)
			if !try {
				r.Header.Set("Idempotency-Key", key(title))
			}
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				return 0, err.Error()
			}
			defer answer.Body.Close()
			var said bytes.Buffer
			said.ReadFrom(answer.Body)
			return answer.StatusCode, said.String()
		}
		if last != "" { // what the last server was asked when it died
			effects[count(t, conn, last)] = true
			if code, said := file(last, false); code != http.StatusOK {
				t.Fatalf("killed during %s and asked again: %d %s", last, code, said)
			}
			if got := count(t, conn, last); got != 1 {
				t.Fatalf("killed during %s and asked again: %d issues", last, got)
			}
		}
		if code, said := file(title, true); code != http.StatusOK { // prepares the statements
			t.Fatalf("%d %s", code, said)
		}
		w.kill(key(title), n, func() { server.Process.Kill() })
		code, said := file(title, false)
		last = title
		if code == http.StatusOK { // it waited less than n times
			if effects[0] && effects[1] {
				return
			}
			if rounds++; rounds > 5 {
				t.Fatalf("over %d deaths, what a server left: nothing %v, everything %v", death-rounds+1, effects[0], effects[1])
			}
			last, n = "", 0
			server.Process.Kill()
		} else if code != 0 {
			t.Fatalf("message %d: %d %s", n, code, said)
		}
		server.Wait()
	}
}

// key of the call that files an issue of a title. Header values are ASCII.
func key(title string) string { return fmt.Sprintf("case-63-%x", title) }

// count the issues of a title that have all that belongs to one: the audit row, the event and the stored answer.
func count(t *testing.T, conn *pgx.Conn, title string) (n int) {
	t.Helper()
	if err := conn.QueryRow(t.Context(), `select count(*) from issue i where title = $1
		and exists (select from audit where tenant_id = i.tenant_id and object = 'issues/' || i.id)
		and exists (select from event where tenant_id = i.tenant_id and subject = 'issues/' || i.id)`, title).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// signed is an access token of the resident by the keys of an installation.
func signed(t *testing.T, file string) string {
	t.Helper()
	keys, err := token.LoadOrGenerate(file)
	if err != nil {
		t.Fatal(err)
	}
	issuer, err := token.NewIssuer(keys, token.Realm{Issuer: "haolinju", Audience: "haolinju"})
	if err != nil {
		t.Fatal(err)
	}
	bearer, err := issuer.Issue(token.Claims{Person: demo.ID(demo.Fangshan, "person", string(demo.Resident)), Tenant: demo.Fangshan}, time.Now(), time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return bearer
}
