//go:build system

package system

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/haolinju/haolinju/api/client"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
)

// pair is two servers on one installation behind HAProxy with the configuration that we ship.
type pair struct {
	*installation
	one, two   server
	rest, grpc string // of the proxy
}

func openPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{installation: install(t), rest: free(t), grpc: free(t)}
	p.tell(t)
	p.one = p.serve(t, "--trusted-proxies", "127.0.0.1/32")
	p.unthrottle(t) // before the other one starts, which would learn of it within seconds only
	p.two = p.serve(t, "--trusted-proxies", "127.0.0.1/32")
	proxy := exec.Command("haproxy", "-db", "-q", "-f", "../../deploy/haproxy/haproxy.cfg")
	proxy.Env = append(os.Environ(), "REST="+p.rest, "GRPC="+p.grpc, "ONE_REST="+p.one.rest, "ONE_GRPC="+p.one.grpc,
		"TWO_REST="+p.two.rest, "TWO_GRPC="+p.two.grpc)
	proxy.Stderr = os.Stderr
	if err := proxy.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { proxy.Process.Kill(); proxy.Wait() })
	within(t, "the proxy passes calls on", func() bool {
		answer, err := http.Get("http://" + p.rest + "/readyz")
		if err != nil {
			return false
		}
		answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
	return p
}

func port(t *testing.T, address string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// answer of a REST call.
type answer struct {
	status int
	header http.Header
	body   map[string]any
}

// ask makes one call; headers are pairs of name and value.
func ask(ctx context.Context, method, url, bearer string, body any, headers ...string) (answer, error) {
	var text io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return answer{}, err
		}
		text = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(ctx, method, url, text)
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+bearer)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	a := answer{status: response.StatusCode, header: response.Header}
	return a, json.NewDecoder(response.Body).Decode(&a.body)
}

// well is ask for a call that must succeed.
func well(t *testing.T, method, url, bearer string, body any, headers ...string) answer {
	t.Helper()
	a, err := ask(t.Context(), method, url, bearer, body, headers...)
	if err != nil || a.status != http.StatusOK {
		t.Fatalf("%s %s: %d %v, %v", method, url, a.status, a.body, err)
	}
	return a
}

var category = "categories/" + demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String()

// something is an issue that a resident brings up.
func something(title string) map[string]any {
	return map[string]any{"kind": "KIND_HELP", "title": title, "address": "太平庄东里", "category": category}
}

// unthrottle lets one person file as many issues as a test needs.
func (p *pair) unthrottle(t *testing.T) {
	t.Helper()
	well(t, http.MethodPost, "http://"+p.one.rest+"/v1/settings/restriction.issue_limits:set", p.token(t, demo.SystemAdmin),
		map[string]any{"value": map[string]any{}, "source": "a test of many"})
}

// proves AP-09, AP-20
func TestTwoServersBehindAProxyAreOneServer(t *testing.T) {
	p := openPair(t)
	t.Run("they answer as one", p.answerAsOne)
	t.Run("a task runs on one of them at a time", p.runTasksOnce)
	t.Run("one that is killed loses nothing that was acknowledged", p.loseNothing)
}

func (p *pair) answerAsOne(t *testing.T) {
	resident := p.token(t, demo.Resident)

	served, units := map[string]bool{}, map[string]bool{}
	for len(served) < 2 {
		a := well(t, http.MethodGet, "http://"+p.rest+"/v1/units?pageSize=3", resident, nil)
		served[a.header.Get("X-Served-By")], units[fmt.Sprint(a.body["units"])] = true, true
	}
	if len(units) != 1 {
		t.Errorf("the servers give %d lists of units: %v", len(units), units)
	}

	conn := p.dial(t, client.Config{Token: client.Static(resident)})
	for range 4 { // one connection of the client is spread by calls
		list, err := directoryv1.NewDirectoryServiceClient(conn).ListUnits(t.Context(), &directoryv1.ListUnitsRequest{PageSize: 3})
		if err != nil || len(list.GetUnits()) != 3 {
			t.Errorf("gRPC through the proxy: %v, %v", list, err)
		}
	}

	// One effect and one answer, whichever server is asked again by whichever door.
	const key = "one-key-two-servers"
	first := well(t, http.MethodPost, "http://"+p.one.rest+"/v1/issues", resident, something("一次"), "Idempotency-Key", key)
	again := well(t, http.MethodPost, "http://"+p.two.rest+"/v1/issues", resident, something("一次"), "Idempotency-Key", key)
	if again.header.Get("Idempotency-Replayed") != "true" || first.body["name"] != again.body["name"] || first.header.Get("Idempotency-Replayed") != "" {
		t.Errorf("the second server answers %v %v, the first %v", again.header, again.body["name"], first.body["name"])
	}
	var header metadata.MD
	third, err := intakev1.NewIntakeServiceClient(conn).CreateIssue(client.WithKey(t.Context(), key),
		&intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Title: "一次", Address: "太平庄东里", Category: category}}, grpc.Header(&header))
	if err != nil || third.GetName() != first.body["name"] || len(header.Get("idempotency-replayed")) != 1 {
		t.Errorf("by gRPC %v, %v, %v", third.GetName(), header, err)
	}
	if n := p.number(t, "select count(*) from issue where title = '一次'"); n != 1 {
		t.Errorf("%d issues", n)
	}
}

func (p *pair) dial(t *testing.T, cfg client.Config) *grpc.ClientConn {
	t.Helper()
	conn, err := client.Dial("passthrough:///"+p.grpc, cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// While one server is killed, writers at both doors of the proxy go on under their keys: what was acknowledged is there once, what was
// not is there at most once until it is asked for again. The one that is left does the work that nobody waits for.
func (p *pair) loseNothing(t *testing.T) {
	resident := p.token(t, demo.Resident)
	intake := intakev1.NewIntakeServiceClient(p.dial(t, client.Config{Token: client.Static(resident), Tries: 10, Pause: time.Millisecond}))
	const writers, each = 8, 30
	var acknowledged, again atomic.Int64
	killed := make(chan struct{})
	title := func(w, i int) string { return fmt.Sprintf("写者%d第%02d", w, i) }
	file := func(w, i int) error {
		if w%2 == 0 {
			_, err := intake.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP,
				Title: title(w, i), Address: "太平庄东里", Category: category}})
			return err
		}
		for {
			a, err := ask(t.Context(), http.MethodPost, "http://"+p.rest+"/v1/issues", resident, something(title(w, i)), "Idempotency-Key", fmt.Sprintf("killed-%d-%d", w, i))
			switch {
			case t.Context().Err() != nil:
				return t.Context().Err()
			case err == nil && a.status == http.StatusOK:
				return nil
			case err == nil && a.status < 500 && a.status != http.StatusConflict: // in flight: the dying server's transaction
				return fmt.Errorf("%d %v", a.status, a.body)
			}
			again.Add(1)
		}
	}
	failures := make([]error, writers)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				if err := file(w, i); err != nil {
					failures[w] = errors.Join(failures[w], err)
				}
				if acknowledged.Add(1) == writers*each/3 {
					p.one.cmd.Process.Kill()
					close(killed)
				}
			}
		})
	}
	all.Wait()
	<-killed
	if err := errors.Join(failures...); err != nil {
		t.Error(err)
	}
	for w := range writers {
		for i := range each {
			if n := p.number(t, "select count(*) from issue where title = $1", title(w, i)); n != 1 {
				t.Errorf("writer %d, issue %d: %d times", w, i, n)
			}
		}
	}
	t.Logf("%d issues, asked again %d times by REST", writers*each, again.Load())
	within(t, "all events are numbered", func() bool { return p.number(t, "select count(*) from event where position is null") == 0 })
	if n := p.number(t, "select count(*) from (select tenant_id from event group by tenant_id having count(*) <> count(distinct position) or count(*) <> max(position)) t"); n != 0 {
		t.Errorf("in %d districts the numbers of the events have gaps or doubles", n)
	}
}

func (p *pair) runTasksOnce(t *testing.T) {
	const task = "from river_job where kind = 'task' and state = 'completed' and created_at > $1 and args ->> 'task' = 'notice.follow_events'"
	since := time.Now()
	within(t, "a task has run a few times", func() bool { return p.number(t, "select count(*) "+task, since) >= 3 })
	// A run that waits for a server has no beginning yet, and its range would be all of time.
	if n := p.number(t, `with run as (select id, args, tstzrange(attempted_at, finalized_at) span from river_job where kind = 'task' and attempted_at is not null)
		select count(*) from run a join run b on a.id < b.id and a.args = b.args and a.span && b.span`); n != 0 {
		t.Errorf("%d runs of a task overlap", n)
	}
	if n := p.number(t, "select count(*) from river_job where created_at > $1 and cardinality(attempted_by) > 1", since); n != 0 {
		t.Errorf("%d runs were made by more than one server", n)
	}
	if n := p.number(t, "select count(distinct name) from (select unnest(attempted_by) name from river_job where created_at > $1) s", since); n != 1 && n != 2 {
		t.Errorf("%d servers have worked", n)
	}
}
