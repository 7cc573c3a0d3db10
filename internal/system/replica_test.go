//go:build system

package system

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"testing"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/resolver"
	"google.golang.org/grpc/resolver/manual"

	"github.com/haolinju/haolinju/api/client"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/postgres"
)

// Two servers read from one standby, which is held back, let go and taken away. A resident sees what he has changed at both of them all
// the while.
func TestAResidentSeesHisOwnChangesAtAnyServerWhateverTheReplicaDoes(t *testing.T) {
	in := install(t)
	in.tell(t)
	standby, err := postgres.Standby(t.Context(), in.postgres, map[string]string{"fsync": "off"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { standby.Stop(context.Background()) })
	control, err := pgx.Connect(t.Context(), standby.OwnerDSN(database))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { control.Close(context.Background()) })
	one, two := in.serve(t, "--replica-database-url", standby.DSN(database, plainRole)), in.serve(t, "--replica-database-url", standby.DSN(database, plainRole))
	resident := in.token(t, demo.Resident)
	file := func(s server, title string) (token string) {
		token = well(t, http.MethodPost, "http://"+s.rest+"/v1/issues", resident, something(title)).header.Get("X-Consistency-Token")
		if token == "" {
			t.Errorf("%s: the answer has no token", title)
		}
		return token
	}
	sees := func(s server, title string, headers ...string) bool {
		t.Helper()
		list := well(t, http.MethodGet, "http://"+s.rest+"/v1/issues?pageSize=1", resident, nil, headers...)
		return regexp.MustCompile(title).MatchString(fmt.Sprint(list.body["issues"]))
	}
	answered := func(s server, outcome string) int {
		return metric(t, s, `haolinju_replica_reads_total{outcome="`+outcome+`"}`)
	}
	tell := func(sql string) {
		t.Helper()
		if _, err := control.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}

	file(one, "第一件")
	for _, s := range []server{one, two} {
		within(t, "the replica answers with what was filed", func() bool {
			before := answered(s, "answered")
			return sees(s, "第一件") && answered(s, "answered") > before
		})
	}

	tell("select pg_wal_replay_pause()")
	repeated := answered(one, "repeated")
	token := file(one, "第二件")
	if !sees(one, "第二件") || answered(one, "repeated") == repeated {
		t.Errorf("the server that wrote shows the replica's state, or did not ask it: %d repeated", answered(one, "repeated"))
	}
	if !sees(two, "第二件", "X-Consistency-Token", token) {
		t.Error("the other server does not mind the token")
	}
	within(t, "the other server shows it without a token", func() bool { return sees(two, "第二件") }) // two seconds later at most
	if a, err := ask(t.Context(), http.MethodGet, "http://"+two.rest+"/v1/issues", resident, nil, "X-Consistency-Token", "none"); err != nil || a.status != http.StatusBadRequest {
		t.Errorf("a token that is none: %d, %v", a.status, err)
	}

	both := manual.NewBuilderWithScheme("both")
	both.InitialState(resolver.State{Addresses: []resolver.Address{{Addr: one.grpc}, {Addr: two.grpc}}})
	conn, err := client.Dial("both:///", client.Config{Token: client.Static(resident)}, grpc.WithResolvers(both),
		grpc.WithDefaultServiceConfig(`{"loadBalancingConfig": [{"round_robin": {}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	intake := intakev1.NewIntakeServiceClient(conn)
	filed, err := intake.CreateIssue(t.Context(), &intakev1.CreateIssueRequest{Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP,
		Title: "客户端的一件", Address: "太平庄东里", Category: category}})
	if err != nil {
		t.Fatal(err)
	}
	for range 6 { // by turns
		list, err := intake.ListIssues(t.Context(), &intakev1.ListIssuesRequest{PageSize: 1})
		if err != nil || list.GetIssues()[0].GetName() != filed.GetName() {
			t.Errorf("the client of the Go package does not see what it has filed: %v, %v", list, err)
		}
	}

	tell("select pg_wal_replay_resume()")
	within(t, "the replica answers again", func() bool {
		before := answered(one, "answered")
		return sees(one, "客户端的一件") && answered(one, "answered") > before
	})

	if err := standby.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	file(two, "第三件")
	if !sees(two, "第三件") || !sees(one, "第三件") {
		t.Error("without the replica the list is another")
	}
}

// metric is a number among those of a server.
func metric(t *testing.T, s server, name string) int {
	t.Helper()
	page, err := http.Get("http://" + s.ops + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	text, err := io.ReadAll(page.Body)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (\d+)$`).FindSubmatch(text)
	if found == nil {
		t.Fatalf("no %s among the metrics", name)
	}
	n, err := strconv.Atoi(string(found[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
