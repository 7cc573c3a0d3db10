package supervision_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	reminder = dispatchv1.Supervision_LEVEL_REMINDER
	order    = dispatchv1.Supervision_LEVEL_ORDER
	district = dispatchv1.Supervision_LEVEL_DISTRICT
)

// listed are the supervisions that somebody sees, oldest first.
func listed(s testkit.Dispatches, who testkit.Who, filter string) []*dispatchv1.Supervision {
	s.T.Helper()
	list, err := s.As(who).ListSupervisions(s.Ctx, &dispatchv1.ListSupervisionsRequest{Filter: filter, OrderBy: "create_time"})
	if err != nil {
		s.T.Fatal(err)
	}
	return list.GetSupervisions()
}

// sweeps lets several sweeps run at once.
func sweeps(s testkit.Dispatches) {
	s.T.Helper()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if _, err := s.Timing.Sweep(s.Ctx); err != nil {
				s.T.Error(err)
			}
		})
	}
	wg.Wait()
}

func escalate(s testkit.Dispatches) {
	s.T.Helper()
	if err := s.Supervision.Escalate(access.AsSystem(context.WithoutCancel(s.Ctx), demo.Fangshan)); err != nil {
		s.T.Fatal(err)
	}
}

// proves DI-16, DI-17, DI-20
func TestTheLadderGoesFromRemindersOverAnOrderToTheDistrictEachOnce(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order() // signs within 4 working hours: 10:00 to 12:00 and 13:00 to 15:00
	type rung struct {
		level dispatchv1.Supervision_Level
		share int32
	}
	var want []rung
	for _, step := range []struct {
		after time.Duration
		rung
	}{{2 * time.Hour, rung{reminder, 50}}, {2*time.Hour + 12*time.Minute, rung{reminder, 80}}, {48 * time.Minute, rung{order, 100}}} {
		s.Clock.Advance(step.after - time.Microsecond)
		sweeps(s)
		if got := listed(s, testkit.LiaisonA, ""); len(got) != len(want) {
			t.Fatalf("before %v: %v", step.rung, got)
		}
		s.Clock.Advance(time.Microsecond)
		sweeps(s)
		sweeps(s)
		want = append(want, step.rung)
		var got []rung
		for _, v := range listed(s, testkit.LiaisonA, "") {
			got = append(got, rung{v.GetLevel(), v.GetShare()})
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	}
	given := listed(s, testkit.StreetLeader, "level = LEVEL_ORDER")[0]
	if given.GetLeader() == "" || given.GetUnit() != s.UnitName(testkit.Planning) || given.GetClock() == "" ||
		given.GetAssignment() != s.AssignmentOf(d, testkit.Planning) || given.GetState() != dispatchv1.Supervision_STATE_OPEN {
		t.Errorf("the order is %v", given)
	}
	s.WantTime("the answer", given.GetReplyDueTime(), s.Clock.Now(0).Add(24*time.Hour))
	if n := s.Count("select count(*) from membership where role = 'STREET_LEADER' and 'persons/' || person_id = $1", given.GetLeader()); n != 1 {
		t.Errorf("%s leads no street", given.GetLeader())
	}
	s.Tell(t)
	inbox, err := noticev1.NewNoticeServiceClient(s.Conn(testkit.LiaisonA)).ListNotices(s.Ctx, &noticev1.ListNoticesRequest{})
	told := map[string]int{}
	for _, n := range inbox.GetNotices() {
		told[n.GetTitle()]++
	}
	if err != nil || told["催办"] != 2 || told["督办"] != 1 {
		t.Errorf("the unit is told %v (%v)", told, err)
	}

	s.Clock.Advance(24*time.Hour - time.Microsecond)
	escalate(s)
	if got := listed(s, testkit.StreetLeader, "level = LEVEL_DISTRICT"); len(got) != 0 {
		t.Errorf("before the time for the answer is over: %v", got)
	}
	s.Clock.Advance(time.Microsecond)
	escalate(s)
	escalate(s)
	if got := listed(s, testkit.AuditAdmin, "level = LEVEL_DISTRICT"); len(got) != 1 || got[0].GetName() != given.GetName() || got[0].GetOverdueTime() == nil {
		t.Errorf("unanswered: %v", got)
	}
	if n := s.Count("select count(*) from event where type = 'haolinju.dispatch.supervision.overdue.v1'"); n != 1 {
		t.Errorf("the district is told %d times", n)
	}
}

// proves DI-20
func TestAnOrderOfSupervisionIsReleasedOnlyOnceItWasAnswered(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order()
	ask := &dispatchv1.CreateSupervisionRequest{Supervision: &dispatchv1.Supervision{Assignment: s.AssignmentOf(d, testkit.Planning),
		Level: order, Text: "请说明未签收原因"}}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied,
		testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := s.As(who).CreateSupervision(s.Ctx, ask); status.Code(err) != want {
			t.Errorf("%s: %v, want %v", who, err, want)
		}
	}
	v, err := s.As(testkit.StreetLeader).CreateSupervision(s.Ctx, ask)
	if err != nil || v.GetLevel() != order || v.GetText() != "请说明未签收原因" || v.GetLeader() == "" || v.GetShare() != 0 {
		t.Fatal(v, err)
	}
	release := &dispatchv1.ReleaseSupervisionRequest{Name: v.GetName(), Note: "情况已清楚"}
	_, err = s.As(testkit.StreetLeader).ReleaseSupervision(s.Ctx, release)
	testkit.WantFault(t, err, codes.FailedPrecondition, "SUPERVISION_UNANSWERED")
	reply := &dispatchv1.ReplySupervisionRequest{Name: v.GetName(), Text: "经办人外出，已指定他人"}
	_, err = s.As(testkit.LiaisonB).ReplySupervision(s.Ctx, reply)
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = s.As(testkit.StreetLeader).ReplySupervision(s.Ctx, reply)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if v, err = s.As(testkit.LiaisonA).ReplySupervision(s.Ctx, reply); err != nil || v.GetState() != dispatchv1.Supervision_STATE_REPLIED {
		t.Fatal(v, err)
	}
	s.Clock.Advance(25 * time.Hour)
	escalate(s)
	_, err = s.As(testkit.LiaisonA).ReleaseSupervision(s.Ctx, release)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	v, err = s.As(testkit.StreetLeader).ReleaseSupervision(s.Ctx, release)
	if err != nil || v.GetState() != dispatchv1.Supervision_STATE_RELEASED || v.GetLevel() != order || v.GetReply() != "经办人外出，已指定他人" {
		t.Error(v, err)
	}
	_, err = s.As(testkit.LiaisonA).ReplySupervision(s.Ctx, reply)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

func TestAReminderEndsWithWhatItRemindsOf(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Order()
	s.Clock.Advance(2 * time.Hour)
	s.Sweep(t)
	duty := s.AssignmentOf(d, testkit.Planning)
	s.Sign(testkit.LiaisonA, duty)
	if got := listed(s, testkit.LiaisonA, ""); len(got) != 1 || got[0].GetState() != dispatchv1.Supervision_STATE_RELEASED {
		t.Errorf("after signing: %v", got)
	}
	s.Complete(testkit.LiaisonA, duty)
	_, err := s.As(testkit.StreetLeader).CreateSupervision(s.Ctx, &dispatchv1.CreateSupervisionRequest{
		Supervision: &dispatchv1.Supervision{Assignment: duty, Level: reminder}})
	testkit.WantFault(t, err, codes.FailedPrecondition, "NOTHING_TO_SUPERVISE")
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	s.Order()
	s.Clock.Advance(2 * time.Hour)
	s.Sweep(t)
	for want, change := range map[string]string{
		"supervision_level":  "update supervision set level = 'LAST', reply_due_time = create_time",
		"supervision_state":  "update supervision set state = 'LOST'",
		"supervision_share":  "update supervision set share = 0",
		"supervision_answer": "update supervision set state = 'REPLIED'",
		"supervision_over":   "update supervision set state = 'RELEASED'",
		"supervision_ladder": "update supervision set level = 'ORDER'",
		"supervision_once":   "insert into supervision select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid()))).* from supervision v",
	} {
		_, err := s.Owner().Exec(s.Ctx, change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}
