package inquiry_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// clocks are the clocks of the order of an issue that run.
func (w world) clocks(t *testing.T, issue *intakev1.Issue) []*dispatchv1.Clock {
	t.Helper()
	list, err := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.Dispatcher)).ListClocks(t.Context(), &dispatchv1.ListClocksRequest{Parent: issue.GetDispatch()})
	if err != nil {
		t.Fatal(err)
	}
	var running []*dispatchv1.Clock
	for _, c := range list.GetClocks() {
		if c.GetStoppedTime() == nil {
			running = append(running, c)
		}
	}
	return running
}

// proves IN-26
func TestWhileTheResidentIsAskedTheClockOfTheOrderStandsStillAndThenGoesOn(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	before := w.clocks(t, issue)
	asked := w.Do(t, issue, "requestInfo")
	if asked.GetState() != intakev1.Issue_STATE_INFO_REQUESTED {
		t.Fatalf("%v", asked)
	}
	for _, c := range w.clocks(t, issue) {
		if c.GetDueTime() != nil {
			t.Errorf("the clock runs: %v", c)
		}
	}
	w.Clock.Advance(30 * 24 * time.Hour) // longer than the order would have
	if n, err := w.Timing.Sweep(t.Context()); n != 0 || err != nil {
		t.Errorf("the sweep acts on %d clocks, %v", n, err)
	}
	answered := w.Do(t, asked, "provideInfo")
	waited := 30*24*time.Hour + time.Minute
	if answered.GetState() != intakev1.Issue_STATE_HANDLING || !answered.GetDueTime().AsTime().Equal(issue.GetDueTime().AsTime().Add(waited)) {
		t.Errorf("%v", answered)
	}
	after := w.clocks(t, issue)
	if len(before) == 0 || len(after) != len(before) {
		t.Fatalf("%v\n%v", before, after)
	}
	for i, c := range after {
		if want := before[i].GetDueTime().AsTime().Add(waited); !c.GetDueTime().AsTime().Equal(want) {
			t.Errorf("%v is due, want %v", c, want)
		}
	}
	told := w.Timeline(t, testkit.Resident, issue.GetName())
	if q, a := told[len(told)-2], told[len(told)-1]; q.GetText() != "请说明具体楼门" || q.GetActorUnit() == "" || a.GetText() != "3号楼2单元" || a.GetActorUnit() != "" {
		t.Errorf("%v, %v", q, a)
	}
}

func TestAQuestionBeforeTheOrderLeadsBackToTriage(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "requestInfo")
	_, err := w.As(testkit.Resident2).ProvideInfo(t.Context(), &intakev1.ProvideInfoRequest{Name: issue.GetName(), Text: "不是我"})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.As(testkit.Resident).ProvideInfo(t.Context(), &intakev1.ProvideInfoRequest{Name: issue.GetName()})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "text")
	said, err := w.As(testkit.Dispatcher).ProvideInfo(t.Context(), &intakev1.ProvideInfoRequest{Name: issue.GetName(), Text: "来电补充：3号楼"})
	if err != nil || said.GetState() != intakev1.Issue_STATE_TRIAGED {
		t.Errorf("what the resident told the staff: %v, %v", said, err)
	}
	reopened := w.Do(t, w.Do(t, w.File(t, func(i *intakev1.Issue) { i.Kind = intakev1.Issue_KIND_CONSULT }), "triage", "answer", "reopen"), "requestInfo", "provideInfo")
	if reopened.GetState() != intakev1.Issue_STATE_REOPENED {
		t.Errorf("%v", reopened)
	}
}

// proves DI-19
func TestAnUrgeIsCountedMustBeAnsweredAndComesNotTooSoonAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign", "urge")
	if issue.GetState() != intakev1.Issue_STATE_HANDLING || issue.GetUrgeCount() != 1 || !issue.GetUrgeOpen() {
		t.Errorf("%v", issue)
	}
	urge := func(who testkit.Who) error {
		_, err := w.As(who).UrgeIssue(t.Context(), &intakev1.UrgeIssueRequest{Name: issue.GetName()})
		return err
	}
	testkit.WantFault(t, urge(testkit.Resident), codes.FailedPrecondition, "URGE_OPEN")
	testkit.WantFault(t, urge(testkit.Resident2), codes.NotFound, "NOT_FOUND")
	testkit.WantFault(t, urge(testkit.LiaisonA), codes.PermissionDenied, "PERMISSION_DENIED")
	answered, err := w.As(testkit.LiaisonA).AnswerUrge(t.Context(), &intakev1.AnswerUrgeRequest{Name: issue.GetName(), Text: "已约定明日上门"})
	if err != nil || answered.GetUrgeOpen() || answered.GetUrgeCount() != 1 {
		t.Errorf("%v, %v", answered, err)
	}
	told := w.Timeline(t, testkit.Resident, issue.GetName())
	if last := told[len(told)-1]; last.GetText() != "已约定明日上门" || last.GetActorUnit() != w.UnitOf(t, testkit.LiaisonA) {
		t.Errorf("the resident is told %v", last)
	}
	w.Clock.Advance(23 * time.Hour)
	testkit.WantFault(t, urge(testkit.Resident), codes.FailedPrecondition, "URGED_RECENTLY")
	w.Clock.Advance(time.Hour)
	if err := urge(testkit.StreetLeader); err != nil {
		t.Errorf("a superior: %v", err)
	}
	if replied := w.Do(t, issue, "reply"); replied.GetUrgeOpen() || replied.GetUrgeCount() != 2 {
		t.Errorf("a reply answers: %v", replied)
	}
}
