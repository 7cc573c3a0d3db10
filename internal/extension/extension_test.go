package extension_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const day = 24 * time.Hour

// world has an issue whose order is signed for by its lead.
type world struct {
	testkit.Issues
	t     *testing.T
	issue *intakev1.Issue
	duty  *dispatchv1.Assignment
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Issues: testkit.StartIssues(t), t: t}
	w.issue = w.Do(t, w.File(t), "triage", "dispatch", "sign")
	list, err := w.calls(testkit.LiaisonA).ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: w.issue.GetDispatch()})
	if err != nil {
		t.Fatal(err)
	}
	w.duty = list.GetAssignments()[0]
	return w
}

func (w world) calls(who testkit.Who) dispatchv1.DispatchServiceClient {
	return dispatchv1.NewDispatchServiceClient(w.Conn(who))
}

func (w world) request(who testkit.Who, due time.Time) (*dispatchv1.Extension, error) {
	return w.calls(who).RequestExtension(w.t.Context(), &dispatchv1.RequestExtensionRequest{Name: w.duty.GetName(),
		DueTime: timestamppb.New(due), Reason: "测绘单位需重新出具报告"})
}

func (w world) decide(who testkit.Who, decision dispatchv1.Extension_State) (*dispatchv1.Extension, error) {
	return w.calls(who).DecideExtension(w.t.Context(), &dispatchv1.DecideExtensionRequest{Name: w.duty.GetName(), Decision: decision, Note: "情况属实"})
}

func (w world) approve() *dispatchv1.Extension {
	w.t.Helper()
	e, err := w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_APPROVED)
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

// dues are when everything is due that an extension may move, and what the resident was told to expect.
type dues struct {
	clock, duty, order, issue time.Time
	expected                  string
}

func (w world) dues() (d dues) {
	w.t.Helper()
	ctx, calls := w.t.Context(), w.calls(testkit.Dispatcher)
	duty, err := calls.GetAssignment(ctx, &dispatchv1.GetAssignmentRequest{Name: w.duty.GetName()})
	order, err2 := calls.GetDispatch(ctx, &dispatchv1.GetDispatchRequest{Name: w.issue.GetDispatch()})
	issue, err3 := w.As(testkit.Resident).GetIssue(ctx, &intakev1.GetIssueRequest{Name: w.issue.GetName()})
	if err != nil || err2 != nil || err3 != nil {
		w.t.Fatal(err, err2, err3)
	}
	return dues{w.clock().GetDueTime().AsTime(), duty.GetDueTime().AsTime(), order.GetDueTime().AsTime(), issue.GetDueTime().AsTime(),
		issue.GetExpectedDate().String()}
}

// clock is that by which the duty must be complete.
func (w world) clock() *dispatchv1.Clock {
	w.t.Helper()
	list, err := w.calls(testkit.Dispatcher).ListClocks(w.t.Context(), &dispatchv1.ListClocksRequest{Parent: w.issue.GetDispatch(), Filter: "kind = KIND_COMPLETE"})
	if err != nil || len(list.GetClocks()) != 1 {
		w.t.Fatal(list, err)
	}
	return list.GetClocks()[0]
}

// proves DI-15, IN-43
func TestAnApprovedExtensionMovesTheDutyAndThePromiseAndTellsTheReporterWhy(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := w.dues()
	first := before.duty
	asked, err := w.request(testkit.LiaisonA, first.Add(3*day))
	if err != nil || asked.GetState() != dispatchv1.Extension_STATE_PENDING || asked.GetMinutes() != 3*24*60 || asked.GetDueTime() != nil {
		t.Fatal(asked, err)
	}
	if w.dues() != before {
		t.Errorf("a request moves %+v to %+v", before, w.dues())
	}
	w.Clock.Advance(time.Hour)
	w.approve()
	second := first.Add(3 * day)
	after := w.dues()
	if want := (dues{second, second, second, second, wire.Date(second).String()}); after != want {
		t.Errorf("due %+v, want %+v", after, want)
	}
	if _, err := w.request(testkit.LiaisonA, second.Add(day)); err != nil {
		t.Fatal(err)
	}
	w.approve()
	third := second.Add(day)

	ledger, err := w.calls(testkit.LiaisonA).ListExtensions(t.Context(), &dispatchv1.ListExtensionsRequest{Parent: w.duty.GetName()})
	if err != nil || len(ledger.GetExtensions()) != 2 {
		t.Fatal(ledger, err)
	}
	for i, want := range [][3]time.Time{{first, first, second}, {first, second, third}} {
		e := ledger.GetExtensions()[i]
		if e.GetOriginalDueTime().AsTime() != want[0] || e.GetFormerDueTime().AsTime() != want[1] || e.GetDueTime().AsTime() != want[2] ||
			e.GetState() != dispatchv1.Extension_STATE_APPROVED || e.GetNote() != "情况属实" || e.GetDecider() == e.GetRequester() {
			t.Errorf("extension %d: %v, want due %v", i, e, want)
		}
	}
	duty, err := w.calls(testkit.Dispatcher).GetAssignment(t.Context(), &dispatchv1.GetAssignmentRequest{Name: w.duty.GetName()})
	if err != nil || duty.GetExtensionCount() != 2 || duty.GetOriginalDueTime().AsTime() != first || duty.GetDueTime().AsTime() != third {
		t.Error(duty, err)
	}
	why, err := w.calls(testkit.LiaisonA).ExplainClock(t.Context(), &dispatchv1.ExplainClockRequest{Name: w.clock().GetName()})
	if err != nil || why.GetOriginalDueTime().AsTime() != first || len(why.GetExtensions()) != 2 {
		t.Fatal(why, err)
	}
	for i, due := range []time.Time{second, third} {
		if g := why.GetExtensions()[i]; g.GetDueTime().AsTime() != due || g.GetExtension() != ledger.GetExtensions()[i].GetName() {
			t.Errorf("explained by %v, want due %v", g, due)
		}
	}
	told := w.Timeline(t, testkit.Resident, w.issue.GetName())
	if last := told[len(told)-1]; last.GetKind() != intakev1.TimelineEntry_KIND_EXTENDED || last.GetText() != "测绘单位需重新出具报告" {
		t.Errorf("the reporter reads %v", last)
	}
	w.Tell(t)
	inbox, err := noticev1.NewNoticeServiceClient(w.Conn(testkit.Resident)).ListNotices(t.Context(), &noticev1.ListNoticesRequest{})
	notices := 0
	for _, n := range inbox.GetNotices() {
		if n.GetTitle() == "诉求延期" {
			notices++
		}
	}
	if err != nil || notices != 2 {
		t.Errorf("%d notices of an extension, want 2 (%v)", notices, err)
	}
}

func TestWhatIsRefusedMovesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := w.dues()
	if _, err := w.request(testkit.LiaisonA, before.duty.Add(day)); err != nil {
		t.Fatal(err)
	}
	e, err := w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_REFUSED)
	if err != nil || e.GetState() != dispatchv1.Extension_STATE_REFUSED || e.GetDueTime() != nil {
		t.Error(e, err)
	}
	if after := w.dues(); after != before {
		t.Errorf("moves %+v to %+v", before, after)
	}
	_, err = w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_APPROVED)
	testkit.WantFault(t, err, codes.FailedPrecondition, "EXTENSION_NOT_PENDING")
}

func TestMoreTimeIsAskedForInTimeOneAtATimeAndNotWithoutEnd(t *testing.T) {
	t.Parallel()
	w := start(t)
	due := w.dues().duty
	for what, asked := range map[string]time.Time{"no later": due, "less than a minute": due.Add(59 * time.Second), "a year": due.AddDate(1, 0, 0)} {
		_, err := w.request(testkit.LiaisonA, asked)
		t.Log(what)
		testkit.WantFault(t, err, codes.InvalidArgument, "EXTENSION_DUE_TIME")
	}
	if _, err := w.request(testkit.LiaisonA, due.Add(day)); err != nil {
		t.Fatal(err)
	}
	_, err := w.request(testkit.LiaisonA, due.Add(day))
	testkit.WantFault(t, err, codes.AlreadyExists, "EXTENSION_PENDING")
	w.Settle(t, "dispatch.extensions", "1")
	w.approve()
	_, err = w.request(testkit.LiaisonA, due.Add(2*day))
	testkit.WantFault(t, err, codes.FailedPrecondition, "EXTENSIONS_USED_UP")
	w.Settle(t, "dispatch.extensions", "2")
	if _, err := w.request(testkit.LiaisonA, due.Add(2*day)); err != nil {
		t.Fatal(err)
	}
	w.Clock.Set(due.Add(day))
	before := w.dues()
	_, err = w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_APPROVED)
	testkit.WantFault(t, err, codes.FailedPrecondition, "CLOCK_NOT_RUNNING")
	if w.dues() != before {
		t.Error("what has run out is extended")
	}
	if _, err := w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_REFUSED); err != nil {
		t.Error(err)
	}
	_, err = w.request(testkit.LiaisonA, due.Add(3*day))
	testkit.WantFault(t, err, codes.FailedPrecondition, "CLOCK_NOT_RUNNING")
}

func TestOnlyTheUnitAsksAndOnlyAnotherWhoLeadsTheStreetDecides(t *testing.T) {
	t.Parallel()
	w := start(t)
	due := w.dues().duty.Add(day)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound,
		testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.request(who, due); status.Code(err) != want {
			t.Errorf("%s asks: %v, want %v", who, err, want)
		}
	}
	if _, err := w.request(testkit.LiaisonA, due); err != nil {
		t.Fatal(err)
	}
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.Dispatcher} {
		if _, err := w.decide(who, dispatchv1.Extension_STATE_APPROVED); status.Code(err) != codes.PermissionDenied {
			t.Errorf("%s decides: %v", who, err)
		}
	}
	if _, err := w.Owner().Exec(t.Context(), "update extension set requester_id = $1", testkit.ID(testkit.StreetLeader)); err != nil {
		t.Fatal(err)
	}
	_, err := w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_APPROVED)
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_EXTENSION")
}

func TestOfTwoDecisionsAtOnceOneCounts(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := w.dues()
	if _, err := w.request(testkit.LiaisonA, before.duty.Add(day)); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	won := make(chan *dispatchv1.Extension, 4)
	for range 4 {
		wg.Go(func() {
			if e, err := w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_APPROVED); err == nil {
				won <- e
			}
		})
	}
	wg.Wait()
	if len(won) != 1 || w.dues().duty != before.duty.Add(day) {
		t.Errorf("%d decisions count, due %v", len(won), w.dues().duty)
	}
}

// proves DI-14
func TestADutyIsDueLaterByItsPauseAndByItsExtensionTogether(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := w.dues().duty
	if _, err := w.request(testkit.LiaisonA, before.Add(day)); err != nil {
		t.Fatal(err)
	}
	w.Do(t, w.issue, "hold")
	_, err := w.decide(testkit.StreetLeader, dispatchv1.Extension_STATE_APPROVED)
	testkit.WantFault(t, err, codes.FailedPrecondition, "CLOCK_NOT_RUNNING")
	w.Clock.Advance(2*day - time.Minute)
	w.Do(t, w.issue, "release")
	if e := w.approve(); !proto.Equal(e.GetDueTime(), timestamppb.New(before.Add(3*day))) {
		t.Errorf("due %v, want two days of waiting and one more", e.GetDueTime().AsTime())
	}
	if d, want := w.dues(), before.Add(3*day); d.clock != want || d.duty != want || d.order != want || d.issue != want {
		t.Errorf("due %+v, want all %v", d, want)
	}
}

func TestAShareThatWasWarnedOfIsNotWarnedOfAgainWhenTheLimitGrows(t *testing.T) {
	t.Parallel()
	w := start(t)
	c := w.clock()
	warned := func(want int) {
		t.Helper()
		w.Sweep(t)
		var n int
		if err := w.Owner().QueryRow(t.Context(), "select count(*) from event where type = 'haolinju.dispatch.clock.warned.v1' and subject = $1",
			c.GetName()).Scan(&n); err != nil || n != want {
			t.Errorf("%s: warned %d times, want %d (%v)", w.Clock.Now(0), n, want, err)
		}
	}
	begin, limit := c.GetStartTime().AsTime(), time.Duration(c.GetLimitMinutes())*time.Minute
	w.Clock.Set(begin.Add(limit / 2))
	warned(1)
	if _, err := w.request(testkit.LiaisonA, w.dues().duty.Add(4*day)); err != nil {
		t.Fatal(err)
	}
	w.approve()
	limit += 4 * day
	w.Clock.Set(begin.Add(limit / 2))
	warned(1)
	w.Clock.Set(begin.Add(limit * 8 / 10))
	w.Do(t, w.issue, "hold") // before a sweep: what was passed is warned of though the clock stands still
	warned(2)
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.request(testkit.LiaisonA, w.dues().duty.Add(day)); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]string{
		"extension_state": `update extension set state = 'LOST', note = 'x', decide_time = create_time,
			decider_id = (select id from person p where p.tenant_id = extension.tenant_id and p.id <> requester_id limit 1)`,
		"extension_reason":      "update extension set reason = ''",
		"extension_later":       "update extension set minutes = 0",
		"extension_decided":     "update extension set note = 'x'",
		"extension_by_another":  "update extension set state = 'REFUSED', decider_id = requester_id, decide_time = create_time, note = 'x'",
		"extension_granted":     "update extension set due_time = asked_due_time",
		"extension_one_pending": "insert into extension select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from extension e",
		"assignment_extended":   "update assignment set extension_count = 1",
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}
