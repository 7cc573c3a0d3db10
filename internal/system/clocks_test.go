//go:build system

package system

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/demo"
)

// due is how many clocks want attention at once.
const due = 1000

// Of a thousand clocks, half have used up half of their limit and half all of it, at the same moment. In the midst of it one of two
// servers is killed, and once there is another, the other: whichever was at it, one goes on.
//
// proves DI-17
func TestEachWarningAndBreachOfAThousandClocksIsGivenOnceWhoeverIsKilledMeanwhile(t *testing.T) {
	in := install(t)
	in.tell(t)
	servers := []server{in.serve(t), in.serve(t)}
	moment := in.thousand(t, in.order(t, servers[0]))
	told := func(event string) int {
		return in.number(t, "select count(*) from event e join running r on r.name = e.subject where e.type = 'haolinju.dispatch.clock.'||$1||'.v1'", event)
	}
	both := func() int { return told("warned") + told("breached") }
	within(t, "the first are told of", func() bool { return both() > 20 })
	for i := range servers {
		servers[i].cmd.Process.Kill()
		servers[i].cmd.Wait()
		servers[i] = in.serve(t)
	}
	if n := both(); n >= due {
		t.Fatalf("%d were told of before both were killed", n)
	}
	inTime(t, 3*time.Minute, "all are told of", func() bool { return both() >= due })

	for what, question := range map[string]string{
		"told of more than once":         "select count(*) from (select 1 from event e join running r on r.name = e.subject group by e.subject having count(*) > 1) t",
		"audited more than once":         "select count(*) from (select 1 from audit a join running r on r.name = a.object group by a.object having count(*) > 1) t",
		"told of as what they are not":   "select count(*) from running r join event e on e.subject = r.name where (e.type like '%breached%') <> r.late",
		"not marked as they are told of": "select count(*) from running r join clock c on c.id = r.id where (c.breached_time is not null) <> r.late or c.warned_share <> case when r.late then 80 else 50 end",
		"of units marked wrongly":        "select count(*) from running r join assignment a on a.id = r.assignment where a.sign_late <> r.late",
		"looked at again at once":        "select count(*) from running r join clock c on c.id = r.id where c.next_check_at <= now()",
	} {
		if n := in.number(t, question); n != 0 {
			t.Errorf("%d clocks are %s", n, what)
		}
	}
	late := in.number(t, "select ceil(extract(epoch from max(e.time) - $1))::int from event e join running r on r.name = e.subject", moment)
	t.Logf("the last was told of %d seconds late", late)
	if late > 120 {
		t.Errorf("the last was told of %d seconds late, and may be two minutes", late)
	}
}

// order is the name of a dispatch that is sent.
func (in *installation) order(t *testing.T, s server) string {
	t.Helper()
	unit := func(code string) (name string) {
		if err := in.owner.QueryRow(t.Context(), "select 'units/' || id from unit where tenant_id = $1 and code = $2", demo.Fangshan, code).Scan(&name); err != nil {
			t.Fatal(err)
		}
		return name
	}
	made := well(t, http.MethodPost, "http://"+s.rest+"/v1/dispatches", in.token(t, demo.Dispatcher), map[string]any{
		"kind": "KIND_ORDER", "issuingUnit": unit(demo.Xilu), "text": "一千件",
		"assignments": []any{map[string]any{"unit": unit("SWJ"), "role": "ROLE_LEAD", "duty": "办理"}}})
	name := made.body["name"].(string)
	well(t, http.MethodPost, "http://"+s.rest+"/v1/"+name+":send", in.token(t, demo.Dispatcher), map[string]any{})
	return name
}

// thousand copies a dispatch whose lead has not signed, each with two hours to do so of which one, or, if late, both are over at the
// moment that it gives. The copies stand in the table running.
func (in *installation) thousand(t *testing.T, name string) (moment time.Time) {
	t.Helper()
	moment = time.Now().Add(5 * time.Second).Truncate(time.Microsecond)
	if _, err := in.owner.Exec(t.Context(), fmt.Sprintf(`create table running as
		select dispatch, assignment, id, n, n %% 2 = 0 as late, 'clocks/' || id as name
		from (select gen_random_uuid() as dispatch, gen_random_uuid() as assignment, gen_random_uuid() as id, n from generate_series(1, %d) n) ids`, due)); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{
		`insert into dispatch select c.* from running r, dispatch d, jsonb_populate_record(d, jsonb_build_object('id', r.dispatch, 'number', 'PD-' || r.n)) c
			where 'dispatches/' || d.id = $1 and $2::timestamptz is not null`,
		`insert into assignment select c.* from running r, assignment a, jsonb_populate_record(a, jsonb_build_object('id', r.assignment, 'dispatch_id', r.dispatch)) c
			where 'dispatches/' || a.dispatch_id = $1 and $2::timestamptz is not null`,
		`insert into clock select n.* from running r, clock c, jsonb_populate_record(c, jsonb_build_object('id', r.id, 'dispatch_id', r.dispatch,
			'assignment_id', r.assignment, 'basis', 'ELAPSED', 'limit_minutes', 120, 'next_check_at', $2::timestamptz,
			'start_time', $2 - case when r.late then interval '2 hours' else interval '1 hour' end,
			'due_time', $2 + case when r.late then interval '0' else interval '1 hour' end,
			'warned_share', case when r.late then 80 else 0 end, 'warned_time', case when r.late then $2 - interval '24 minutes' end)) n
			where 'dispatches/' || c.dispatch_id = $1 and c.kind = 'SIGN'`,
	} {
		if _, err := in.owner.Exec(t.Context(), s, name, moment); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return moment
}
