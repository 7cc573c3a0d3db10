package task_test

import (
	"testing"

	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// handled is an issue that the first liaison's unit has signed, with a task of the sub-district and one of the lead, which is required and owned.
func (w world) handled(t *testing.T) *intakev1.Issue {
	t.Helper()
	w.Settle(t, "intake.task_templates", `[{"code": "look", "category": "TEST.PROPERTY", "stage": "TRIAGED", "title": "现场核实", "required": false, "hours": 24},
		{"code": "archive", "category": "TEST.PROPERTY", "stage": "SIGNED", "title": "查阅档案", "required": true, "hours": 72}]`)
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	w.Oblige(t)
	if _, err := w.As(testkit.LiaisonA).UpdateTask(t.Context(), &intakev1.UpdateTaskRequest{
		Task: &intakev1.Task{Name: w.ofLead(t, issue).GetName(), Owner: person(testkit.LiaisonA)}}); err != nil {
		t.Fatal(err)
	}
	return issue
}

// ofLead is the task of an issue that its lead got by a template.
func (w world) ofLead(t *testing.T, issue *intakev1.Issue) *intakev1.Task {
	t.Helper()
	list, err := w.As(testkit.Dispatcher).ListTasks(t.Context(), &intakev1.ListTasksRequest{Issue: issue.GetName()})
	if err != nil || len(list.GetTasks()) != 2 {
		t.Fatal(list, err)
	}
	return list.GetTasks()[1] // it is due after that of the sub-district
}

// wantLead checks whose the tasks of an issue are: that of the lead the unit's of somebody, that of the sub-district still its own.
func (w world) wantLead(t *testing.T, issue *intakev1.Issue, who testkit.Who, owner string) {
	t.Helper()
	if got := w.ofLead(t, issue); got.GetUnit() != w.UnitOf(t, who) || got.GetOwner() != owner || got.GetTemplate() != "archive" {
		t.Errorf("the task of the lead is %v", got)
	}
	list, err := w.As(testkit.Dispatcher).ListTasks(t.Context(), &intakev1.ListTasksRequest{Issue: issue.GetName()})
	if err != nil || list.GetTasks()[0].GetUnit() != w.Street(demo.Xilu) {
		t.Errorf("the tasks are %v, %v", list, err)
	}
}

// handOver has the second liaison's unit take over the duty of the first.
func (w world) handOver(t *testing.T, issue *intakev1.Issue) {
	t.Helper()
	first, second := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonA)), dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonB))
	list, err := first.ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: issue.GetDispatch()})
	if err != nil {
		t.Fatal(err)
	}
	duty := list.GetAssignments()[0].GetName()
	if _, err := first.HandOverAssignment(t.Context(), &dispatchv1.HandOverAssignmentRequest{Name: duty, Unit: w.UnitOf(t, testkit.LiaisonB), Reason: "主体在水务"}); err != nil {
		t.Fatal(err)
	}
	if _, err := second.AcceptHandOver(t.Context(), &dispatchv1.AcceptHandOverRequest{Name: duty}); err != nil {
		t.Fatal(err)
	}
}

// assign calls the second liaison's unit to an order.
func (w world) assign(t *testing.T, issue *intakev1.Issue, role dispatchv1.Assignment_Role) {
	t.Helper()
	if _, err := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.Dispatcher)).AssignUnit(t.Context(), &dispatchv1.AssignUnitRequest{
		Name: issue.GetDispatch(), Unit: w.UnitOf(t, testkit.LiaisonB), Role: role, Duty: "查阅档案"}); err != nil {
		t.Fatal(err)
	}
}

// reply has the second liaison's unit reply to the resident.
func (w world) reply(t *testing.T, issue *intakev1.Issue) {
	t.Helper()
	if _, err := w.As(testkit.LiaisonB).ReplyIssue(t.Context(), &intakev1.ReplyIssueRequest{Name: issue.GetName(), Text: "档案已补齐，可到大厅领证",
		Contact: &intakev1.Contact{Time: timestamppb.New(w.Clock.Now(0)), Channel: intakev1.ContactChannel_CONTACT_CHANNEL_PHONE}}); err != nil {
		t.Fatal(err)
	}
}

func (w world) complete(t *testing.T, who testkit.Who, issue *intakev1.Issue) {
	t.Helper()
	if _, err := w.As(who).CompleteTask(t.Context(), &intakev1.CompleteTaskRequest{Name: w.ofLead(t, issue).GetName(), Note: "已查阅"}); err != nil {
		t.Fatal(err)
	}
}

// proves DI-22, DI-27
func TestWhoTakesTheDutyOverTakesOverItsOpenTasks(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.handled(t)
	w.handOver(t, issue)
	w.Oblige(t)
	w.wantLead(t, issue, testkit.LiaisonB, "")
	w.wantTitles(t, testkit.LiaisonA, &intakev1.ListTasksRequest{})
	w.complete(t, testkit.LiaisonB, issue)
	w.reply(t, issue)
	w.Do(t, issue, "callback", "close")
}

// The reader may come long after: what the lead has done meanwhile keeps no task with a unit that is out of it.
//
// proves DI-22, DI-27
func TestOpenTasksFollowTheDutyWhenTheIssueWasRepliedToMeanwhile(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.handled(t)
	w.handOver(t, issue)
	w.reply(t, issue)
	w.Oblige(t)
	w.complete(t, testkit.LiaisonB, issue)
	w.Do(t, issue, "callback", "close")
}

// proves DI-22
func TestALeadThatIsCalledInsteadTakesOverTheOpenTasks(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.handled(t)
	w.assign(t, issue, dispatchv1.Assignment_ROLE_ASSIST)
	w.Oblige(t)
	w.wantLead(t, issue, testkit.LiaisonA, person(testkit.LiaisonA))
	w.assign(t, issue, dispatchv1.Assignment_ROLE_LEAD)
	w.Oblige(t)
	w.wantLead(t, issue, testkit.LiaisonB, "")
}

// proves DI-22
func TestOpenTasksStayWithTheFormerLeadUntilTheNextHasSigned(t *testing.T) {
	t.Parallel()
	w := start(t)
	issue := w.Do(t, w.handled(t), "reply", "reopen")
	if _, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{
		Name: issue.GetName(), LeadUnit: w.UnitOf(t, testkit.LiaisonB), Text: "请依职权办理"}); err != nil {
		t.Fatal(err)
	}
	w.Oblige(t)
	w.wantLead(t, issue, testkit.LiaisonA, person(testkit.LiaisonA))
}
