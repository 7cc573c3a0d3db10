package callback_test

import (
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// tasks of an issue, the oldest first, as the dispatcher sees them.
func (w world) tasks(t *testing.T, issue string) []*intakev1.CallbackTask {
	t.Helper()
	list, err := w.As(testkit.Dispatcher).ListCallbackTasks(t.Context(), &intakev1.ListCallbackTasksRequest{Filter: `issue = "` + issue + `"`})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetCallbackTasks()
}

// task is the only one of an issue.
func (w world) task(t *testing.T, issue string) *intakev1.CallbackTask {
	t.Helper()
	all := w.tasks(t, issue)
	if len(all) != 1 {
		t.Fatalf("%d tasks: %v", len(all), all)
	}
	return all[0]
}

// replied is an issue with a reply.
func (w world) replied(t *testing.T) string {
	t.Helper()
	return w.Do(t, w.File(t), "triage", "dispatch", "sign", "reply").GetName()
}

func (w world) tend(t *testing.T) {
	t.Helper()
	if err := w.Callbacks.Tend(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
}

func (w world) call(t *testing.T, issue string, said *intakev1.Callback) (*intakev1.Issue, error) {
	t.Helper()
	return w.As(testkit.Dispatcher).CallbackIssue(t.Context(), &intakev1.CallbackIssueRequest{Name: issue, Callback: said})
}

// unanswered is a callback that reached nobody.
func unanswered() *intakev1.Callback {
	return &intakev1.Callback{Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}
}

// proves IN-31
func TestAReplyBringsUpATaskThatOneOfTheStreetTakesOnAndAnAnswerDoes(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.replied(t)
	w.Recall(t)
	w.Recall(t)
	task := w.task(t, issue)
	if task.GetState() != intakev1.CallbackTask_STATE_OPEN || task.GetCause() != intakev1.CallbackTask_CAUSE_REPLIED || task.GetUnit() != w.Street(demo.Xilu) ||
		task.GetDraw() != "" || task.GetAssignee() != "" {
		t.Fatalf("%v", task)
	}
	claim := &intakev1.ClaimCallbackTaskRequest{Name: task.GetName(), Etag: task.GetEtag(), RequestId: "claim-1"}
	taken, err := w.As(testkit.Dispatcher).ClaimCallbackTask(t.Context(), claim)
	if err != nil || taken.GetAssignee() == "" || taken.GetState() != intakev1.CallbackTask_STATE_OPEN {
		t.Fatalf("%v, %v", taken, err)
	}
	if again, err := w.As(testkit.Dispatcher).ClaimCallbackTask(t.Context(), claim); err != nil || !proto.Equal(again, taken) {
		t.Errorf("again: %v, %v", again, err)
	}
	_, err = w.As(testkit.StreetLeader).ClaimCallbackTask(t.Context(), &intakev1.ClaimCallbackTaskRequest{Name: task.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "CALLBACK_TASK_TAKEN")
	_, err = w.As(testkit.Dispatcher).ReleaseCallbackTask(t.Context(), &intakev1.ReleaseCallbackTaskRequest{Name: task.GetName(), Etag: task.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	for _, stranger := range []testkit.Who{testkit.Resident, testkit.LiaisonA} {
		_, err := w.As(stranger).ClaimCallbackTask(t.Context(), &intakev1.ClaimCallbackTaskRequest{Name: task.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	mine, err := w.As(testkit.Dispatcher).ListCallbackTasks(t.Context(), &intakev1.ListCallbackTasksRequest{Mine: true})
	if err != nil || len(mine.GetCallbackTasks()) != 1 {
		t.Errorf("%v, %v", mine, err)
	}
	if freed, err := w.As(testkit.StreetLeader).ReleaseCallbackTask(t.Context(), &intakev1.ReleaseCallbackTaskRequest{Name: task.GetName()}); err != nil || freed.GetAssignee() != "" {
		t.Errorf("%v, %v", freed, err)
	}
	w.Do(t, &intakev1.Issue{Name: issue}, "callback")
	if done := w.task(t, issue); done.GetState() != intakev1.CallbackTask_STATE_DONE || done.GetAssignee() != taken.GetAssignee() {
		t.Errorf("%v", done)
	}
	_, err = w.As(testkit.Dispatcher).ClaimCallbackTask(t.Context(), &intakev1.ClaimCallbackTaskRequest{Name: task.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

// proves IN-31
func TestATaskIsGivenUpAfterTheTriesThatTheDistrictAsksFor(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "callback.most_tries", "2")
	issue := w.replied(t)
	w.Recall(t)
	for _, want := range []intakev1.CallbackTask_State{intakev1.CallbackTask_STATE_OPEN, intakev1.CallbackTask_STATE_UNREACHED} {
		if _, err := w.call(t, issue, unanswered()); err != nil {
			t.Fatal(err)
		}
		if got := w.task(t, issue); got.GetState() != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
	if got := w.task(t, issue); got.GetTries() != 2 {
		t.Errorf("%v", got)
	}
}

// proves IN-31
func TestWhenTheLimitIsOverWithoutAReplyTheResidentIsCalledBackAndTheIssueStaysInHand(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	_, err := w.call(t, issue.GetName(), testkit.Answered(false, intakev1.Satisfaction_SATISFACTION_DISSATISFIED))
	testkit.WantFault(t, err, codes.FailedPrecondition, "LIMIT_RUNS")
	w.Clock.Set(issue.GetDueTime().AsTime().Add(-time.Microsecond))
	w.tend(t)
	if early := w.tasks(t, issue.GetName()); len(early) != 0 {
		t.Errorf("before the limit: %v", early)
	}
	w.Clock.Advance(time.Microsecond)
	var both errgroup.Group
	for range 2 {
		both.Go(func() error { return w.Callbacks.Tend(access.AsSystem(t.Context(), demo.Fangshan)) })
	}
	if err := both.Wait(); err != nil {
		t.Fatal(err)
	}
	if task := w.task(t, issue.GetName()); task.GetState() != intakev1.CallbackTask_STATE_OPEN || task.GetCause() != intakev1.CallbackTask_CAUSE_LIMIT_EXPIRED {
		t.Errorf("%v", task)
	}
	after, err := w.call(t, issue.GetName(), testkit.Answered(false, intakev1.Satisfaction_SATISFACTION_DISSATISFIED))
	if err != nil || after.GetState() != intakev1.Issue_STATE_HANDLING {
		t.Fatalf("%v, %v", after, err)
	}
	w.tend(t)
	if task := w.task(t, issue.GetName()); task.GetState() != intakev1.CallbackTask_STATE_DONE {
		t.Errorf("%v", task)
	}
	w.Do(t, after, "reply")
	w.Recall(t)
	if all := w.tasks(t, issue.GetName()); len(all) != 2 || all[1].GetCause() != intakev1.CallbackTask_CAUSE_REPLIED || all[1].GetState() != intakev1.CallbackTask_STATE_OPEN {
		t.Errorf("after the reply: %v", all)
	}
}

// proves IN-31
func TestAnIssueThatIsTakenUpAgainNeedsNoCallbackOfItsFormerReply(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.replied(t)
	w.Recall(t)
	w.Do(t, &intakev1.Issue{Name: issue}, "reopen")
	w.Recall(t)
	if task := w.task(t, issue); task.GetState() != intakev1.CallbackTask_STATE_CANCELLED {
		t.Errorf("%v", task)
	}
	w.Do(t, &intakev1.Issue{Name: issue}, "dispatch", "sign", "reply")
	w.Recall(t)
	if all := w.tasks(t, issue); len(all) != 2 || all[1].GetState() != intakev1.CallbackTask_STATE_OPEN {
		t.Errorf("%v", all)
	}
}

// proves IN-31
func TestWhoRepliedTakesNoCallbackOnAndNobodyIsToAskAnAnonymousResident(t *testing.T) {
	t.Parallel()
	w := start(t)
	// The street itself leads, so that its dispatcher may reply.
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign").GetName()
	if _, err := w.Owner().Exec(t.Context(), "update issue set lead_unit_id = $1", w.Unit(demo.Xilu)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.As(testkit.Dispatcher).ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue, Text: "已解决",
		Contact: &intakev1.Contact{Time: timestamppb.New(testkit.Noon), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}); err != nil {
		t.Fatal(err)
	}
	anonymous := w.Do(t, w.File(t, func(i *intakev1.Issue) {
		i.Confidentiality, i.ContactName, i.ContactPhone = intakev1.Issue_CONFIDENTIALITY_ANONYMOUS, "", ""
	}), "triage", "dispatch", "sign", "reply").GetName()
	w.Recall(t)
	if all := w.tasks(t, anonymous); len(all) != 0 {
		t.Errorf("%v", all)
	}
	_, err := w.As(testkit.Dispatcher).ClaimCallbackTask(t.Context(), &intakev1.ClaimCallbackTaskRequest{Name: w.task(t, issue).GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "CALLBACK_TASK_OF_HANDLER")
	if _, err := w.As(testkit.StreetLeader).ClaimCallbackTask(t.Context(), &intakev1.ClaimCallbackTaskRequest{Name: w.task(t, issue).GetName()}); err != nil {
		t.Error(err)
	}
}
