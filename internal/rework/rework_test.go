package rework_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world is a server on which the planning bureau has led an order to its end.
type world struct {
	testkit.Dispatches
	order *dispatchv1.Dispatch
	duty  string
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Dispatches: testkit.StartDispatches(t)}
	w.order = w.Order()
	w.duty = w.AssignmentOf(w.order, testkit.Planning)
	w.Sign(testkit.LiaisonA, w.duty)
	w.Clock.Advance(time.Hour)
	w.Complete(testkit.LiaisonA, w.duty)
	return w
}

func (w world) rework(who testkit.Who, duty string) (*dispatchv1.Assignment, error) {
	return w.As(who).ReworkAssignment(w.Ctx, &dispatchv1.ReworkAssignmentRequest{Name: duty, Reason: "未附登记结果"})
}

func (w world) listed(who testkit.Who, parent string) []*dispatchv1.Rework {
	w.T.Helper()
	return testkit.Must[*dispatchv1.ListReworksResponse](w.Dispatches)(w.As(who).ListReworks(w.Ctx, &dispatchv1.ListReworksRequest{Parent: parent})).GetReworks()
}

// proves DI-30
func TestTheStreetSendsBackWhatItFindsWantingAndEachTimeIsCountedAndKept(t *testing.T) {
	t.Parallel()
	w := start(t)
	done := w.Assignment(w.ReadDispatch(w.order), testkit.Planning)
	w.Clock.Advance(26 * time.Hour)
	again := w.Assigned(w.rework(testkit.Dispatcher, w.duty))
	if again.GetState() != dispatchv1.Assignment_STATE_HANDLING || again.GetReworkCount() != 1 || again.GetCompletedTime() != nil || again.GetResult() != "" {
		t.Errorf("sent back: %v", again)
	}
	if d := w.ReadDispatch(w.order); d.GetState() != dispatchv1.Dispatch_STATE_HANDLING || d.GetCompletedTime() != nil {
		t.Errorf("its dispatch is %v", d)
	}
	w.Clock.Advance(time.Hour)
	w.Complete(testkit.LiaisonA, w.duty)
	if d := w.ReadDispatch(w.order); d.GetState() != dispatchv1.Dispatch_STATE_COMPLETED || d.GetCompletedTime() == nil {
		t.Errorf("done again: %v", d)
	}
	w.Assigned(w.rework(testkit.StreetLeader, w.duty))
	for who, parent := range map[testkit.Who]string{testkit.Dispatcher: w.duty, testkit.LiaisonA: "dispatches/-/assignments/-"} {
		kept := w.listed(who, parent)
		if len(kept) != 2 || kept[0].GetReason() != "未附登记结果" || kept[0].GetResult() != done.GetResult() || done.GetResult() == "" ||
			kept[0].GetUnit() != w.UnitName(testkit.Planning) || kept[0].GetReviewer() == kept[1].GetReviewer() {
			t.Fatalf("%s reads %v", who, kept)
		}
		w.WantTime("done", kept[0].GetCompletedTime(), done.GetCompletedTime().AsTime())
		w.WantTime("sent back", kept[0].GetCreateTime(), testkit.Epoch.Add(27*time.Hour))
	}
	if got := w.listed(testkit.LiaisonB, "dispatches/-/assignments/-"); len(got) != 0 {
		t.Errorf("another unit reads %v", got)
	}
	if a := w.Assignment(w.ReadDispatch(w.order), testkit.Planning); a.GetReworkCount() != 2 {
		t.Errorf("counted: %v", a)
	}
}

// proves DI-14, DI-30
func TestTheReviewIsTheStreetsTimeAndWhatRanOutStaysLate(t *testing.T) {
	t.Parallel()
	w := start(t)
	due := w.order.GetDueTime().AsTime()
	w.Clock.Advance(26 * time.Hour)
	w.WantTime("due once sent back", w.Assigned(w.rework(testkit.Dispatcher, w.duty)).GetDueTime(), due.Add(26*time.Hour))
	running := w.ClockOf(w.order, w.duty, dispatchv1.Clock_KIND_COMPLETE)
	if running.GetState() != dispatchv1.Clock_STATE_RUNNING {
		t.Fatalf("the clock %v", running)
	}
	w.WantTime("the clock's due time", running.GetDueTime(), due.Add(26*time.Hour))
	said := testkit.Must[*dispatchv1.ClockExplanation](w.Dispatches)(w.As(testkit.LiaisonA).ExplainClock(w.Ctx, &dispatchv1.ExplainClockRequest{Name: running.GetName()}))
	var reviewed time.Duration
	for _, span := range said.GetSpans() {
		if span.GetCause() == "REVIEW" {
			reviewed += span.GetEndTime().AsTime().Sub(span.GetStartTime().AsTime())
		}
	}
	if reviewed != 26*time.Hour {
		t.Errorf("of the review it says %v: %v", reviewed, said)
	}
	w.Clock.Set(due.Add(27 * time.Hour))
	w.Sweep(t)
	late := w.Complete(testkit.LiaisonA, w.duty)
	if !late.GetCompleteLate() {
		t.Fatalf("after the moved limit: %v", late)
	}
	w.Clock.Advance(time.Hour)
	again := w.Assigned(w.rework(testkit.Dispatcher, w.duty))
	w.WantTime("due, though it ran out", again.GetDueTime(), due.Add(26*time.Hour))
	w.Sweep(t)
	if n := w.Count("select count(*) from event where type = 'haolinju.dispatch.clock.breached.v1'"); !again.GetCompleteLate() || n != 1 {
		t.Errorf("sent back once more it is %v, and the breach is told %d times", again, n)
	}
	if c := w.ClockOf(w.order, w.duty, dispatchv1.Clock_KIND_COMPLETE); c.GetState() != dispatchv1.Clock_STATE_BREACHED || c.GetStoppedTime() != nil {
		t.Errorf("the clock that ran out: %v", c)
	}
}

// proves DI-30
func TestAnIssueGoesBackWithItsLeadUntilItsReporterIsCalledBack(t *testing.T) {
	t.Parallel()
	issues := testkit.StartIssues(t)
	w := world{Dispatches: testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}}
	for life, want := range map[string]codes.Code{"": codes.OK, "reply": codes.OK, "review": codes.OK, "callback": codes.FailedPrecondition} {
		issue := issues.Do(t, issues.File(t), "triage", "dispatch", "sign")
		d := w.Dispatched(w.As(testkit.Dispatcher).GetDispatch(w.Ctx, &dispatchv1.GetDispatchRequest{Name: issue.GetDispatch()}))
		duty := w.AssignmentOf(d, testkit.Planning)
		w.Complete(testkit.LiaisonA, duty)
		if life != "" {
			issue = issues.Do(t, issue, "reply")
		}
		if life != "" && life != "reply" {
			issue = issues.Do(t, issue, life)
		}
		stood := issue.GetState()
		actions := testkit.Must[*dispatchv1.ListAssignmentActionsResponse](w.Dispatches)(w.As(testkit.Dispatcher).ListAssignmentActions(w.Ctx, &dispatchv1.ListAssignmentActionsRequest{Name: duty}))
		for _, a := range actions.GetActions() {
			if a.GetVerb() == "rework" && a.GetAllowed() != (want == codes.OK) {
				t.Errorf("after %q it says %v", life, a)
			}
		}
		if _, err := w.rework(testkit.Dispatcher, duty); status.Code(err) != want {
			t.Errorf("after %q: %v", life, err)
		}
		now, err := intakev1.NewIntakeServiceClient(w.Conn(testkit.Dispatcher)).GetIssue(w.Ctx, &intakev1.GetIssueRequest{Name: issue.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		told := issues.Timeline(t, testkit.Resident, issue.GetName())
		back := told[len(told)-1].GetKind() == intakev1.TimelineEntry_KIND_REWORKED
		if want == codes.OK && (now.GetState() != intakev1.Issue_STATE_HANDLING || !back) || want != codes.OK && (now.GetState() != stood || back) {
			t.Errorf("after %q the issue is %v and its reporter reads %v", life, now.GetState(), told[len(told)-1])
		}
		if want != codes.OK {
			if a := w.Assignment(w.Dispatched(w.As(testkit.Dispatcher).GetDispatch(w.Ctx, &dispatchv1.GetDispatchRequest{Name: issue.GetDispatch()})), testkit.Planning); a.GetReworkCount() != 0 {
				t.Errorf("refused, and yet %v", a)
			}
			continue
		}
		w.Complete(testkit.LiaisonA, duty)
		if done := issues.Do(t, now, "reply", "callback", "close"); done.GetState() != intakev1.Issue_STATE_CLOSED {
			t.Errorf("after %q it ends as %v", life, done.GetState())
		}
	}
}

// proves DI-30
func TestOnlyTheStreetThatCalledSendsBackAndOnlyWhatIsDoneAndNotCleared(t *testing.T) {
	t.Parallel()
	w := start(t)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied, testkit.LiaisonB: codes.PermissionDenied} {
		if _, err := w.rework(who, w.duty); status.Code(err) != want {
			t.Errorf("%s: %v, want %v", who, err, want)
		}
	}
	_, err := w.As(testkit.Dispatcher).ReworkAssignment(w.Ctx, &dispatchv1.ReworkAssignmentRequest{Name: w.duty})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "reason")
	open := w.Order()
	_, err = w.rework(testkit.Dispatcher, w.AssignmentOf(open, testkit.Planning))
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	w.Dispatched(w.As(testkit.Dispatcher).ClearDispatch(w.Ctx, &dispatchv1.ClearDispatchRequest{Name: w.order.GetName(), Note: "已核实"}))
	_, err = w.rework(testkit.Dispatcher, w.duty)
	testkit.WantFault(t, err, codes.FailedPrecondition, "DISPATCH_OVER")
	if n := w.Count("select count(*) from rework"); n != 0 {
		t.Errorf("%d are kept", n)
	}
}

// proves DI-21, DI-30
func TestWhatAUnitHasDoneIsSentBackAlsoWhileTheDistrictDecides(t *testing.T) {
	t.Parallel()
	w := world{Dispatches: testkit.StartDispatches(t)}
	whistle := w.Emergency()
	duty := w.AssignmentOf(whistle, testkit.Planning)
	w.Sign(testkit.LiaisonA, duty)
	w.ReportIn(testkit.LiaisonA, duty, true)
	w.Complete(testkit.LiaisonA, duty)
	w.Dispatched(w.As(testkit.StreetLeader).EscalateDispatch(w.Ctx, &dispatchv1.EscalateDispatchRequest{Name: whistle.GetName(), Reason: "管线权属不清"}))
	if again := w.Assigned(w.rework(testkit.Dispatcher, duty)); again.GetState() != dispatchv1.Assignment_STATE_HANDLING {
		t.Errorf("sent back: %v", again)
	}
	if d := w.ReadDispatch(whistle); d.GetState() != dispatchv1.Dispatch_STATE_ESCALATED {
		t.Errorf("the dispatch is %v", d.GetState())
	}
}

// proves DI-30
func TestADutyIsSentBackOnceByOneKeyAndByOneOfTwo(t *testing.T) {
	t.Parallel()
	w := start(t)
	keyed := metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "rework-1")
	for range 2 {
		if _, err := w.As(testkit.Dispatcher).ReworkAssignment(keyed, &dispatchv1.ReworkAssignmentRequest{Name: w.duty, Reason: "未附登记结果"}); err != nil {
			t.Fatal(err)
		}
	}
	w.Complete(testkit.LiaisonA, w.duty)
	var group sync.WaitGroup
	won := make(chan error, 2)
	for _, who := range []testkit.Who{testkit.Dispatcher, testkit.StreetLeader} {
		group.Go(func() {
			_, err := w.rework(who, w.duty)
			won <- err
		})
	}
	group.Wait()
	if first, second := <-won, <-won; (first == nil) == (second == nil) {
		t.Errorf("of two: %v, %v", first, second)
	}
	if n := w.Count("select count(*) from rework"); n != 2 {
		t.Errorf("%d are kept", n)
	}
}

func TestTheDatabaseRefusesAReworkWithoutAReasonOrBeforeItWasDone(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Assigned(w.rework(testkit.Dispatcher, w.duty))
	for change, constraint := range map[string]string{
		"update rework set reason = ''": "rework_reason", "update rework set completed_time = create_time + interval '1 second'": "rework_after_it_was_done",
		"update assignment set rework_count = -1": "assignment_rework_count",
	} {
		_, err := w.Owner().Exec(w.Ctx, change)
		if refused := (*pgconn.PgError)(nil); !errors.As(err, &refused) || refused.ConstraintName != constraint {
			t.Errorf("%s: %v", change, err)
		}
	}
}
