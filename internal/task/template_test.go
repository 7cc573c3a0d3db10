package task_test

import (
	"fmt"
	"testing"
	"time"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// templates of a category: one for the sub-district, which is required, and one for the lead.
func templates(category string) string {
	return fmt.Sprintf(`[{"code": "look", "category": %[1]q, "stage": "TRIAGED", "title": "现场核实", "required": true, "hours": 24},
		{"code": "archive", "category": %[1]q, "stage": "SIGNED", "title": "查阅档案", "required": false, "hours": 72}]`, category)
}

// proves DI-22
func TestTemplatesOfACategoryMakeTheTasksOfIssuesBelowItAtTheirStages(t *testing.T) {
	t.Parallel()
	w := start(t)
	below, apart := w.SubCategory(t, "TEST.PROPERTY.STAIR"), w.NewCategory(t, "TEST.NOISE", directoryv1.Category_TIER_ORDINARY)
	before := w.Do(t, w.File(t), "triage")
	w.Settle(t, "intake.task_templates", templates("TEST.PROPERTY"))
	issue := w.File(t, func(i *intakev1.Issue) { i.Category = below })
	other := w.File(t, func(i *intakev1.Issue) { i.Category = apart })
	w.Oblige(t)
	of := &intakev1.ListTasksRequest{Issue: issue.GetName()}
	w.wantTitles(t, testkit.Dispatcher, of)

	w.Do(t, issue, "triage")
	at := w.Clock.Now(demo.Fangshan)
	w.Do(t, other, "triage")
	w.Clock.Advance(time.Hour)
	w.Oblige(t)
	w.wantTitles(t, testkit.Dispatcher, of, "现场核实")
	w.wantTitles(t, testkit.Dispatcher, &intakev1.ListTasksRequest{Issue: other.GetName()})
	w.wantTitles(t, testkit.Dispatcher, &intakev1.ListTasksRequest{Issue: before.GetName()})
	list, err := w.As(testkit.Dispatcher).ListTasks(t.Context(), of)
	if err != nil {
		t.Fatal(err)
	}
	task := list.GetTasks()[0]
	if task.GetTemplate() != "look" || !task.GetRequired() || task.GetUnit() != w.Street(demo.Xilu) || task.GetOwner() != "" || task.GetState() != open ||
		!task.GetDueTime().AsTime().Equal(at.Add(24*time.Hour)) {
		t.Errorf("the template made %v", task)
	}

	w.Do(t, issue, "dispatch", "sign")
	w.Oblige(t)
	w.Oblige(t)
	w.wantTitles(t, testkit.Dispatcher, of, "现场核实", "查阅档案")
	w.wantTitles(t, testkit.LiaisonA, of, "查阅档案")
}

// proves DI-22
func TestAnotherLeadTakesOverWhatTheFirstHasLeftOpen(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "intake.task_templates", templates("TEST.PROPERTY"))
	issue := w.Do(t, w.File(t), "triage", "dispatch", "sign")
	w.Oblige(t)
	first, err := w.As(testkit.LiaisonA).ListTasks(t.Context(), &intakev1.ListTasksRequest{})
	if err != nil || len(first.GetTasks()) != 1 {
		t.Fatal(first, err)
	}
	task := first.GetTasks()[0].GetName()
	if _, err := w.As(testkit.LiaisonA).UpdateTask(t.Context(), &intakev1.UpdateTaskRequest{
		Task: &intakev1.Task{Name: task, Owner: person(testkit.LiaisonA)}}); err != nil {
		t.Fatal(err)
	}
	w.signedByAnother(t, w.Do(t, issue, "reply", "reopen").GetName())
	w.Oblige(t)
	w.wantTitles(t, testkit.LiaisonA, &intakev1.ListTasksRequest{})
	w.wantTitles(t, testkit.LiaisonB, &intakev1.ListTasksRequest{}, "查阅档案")
	if got := w.get(t, task); got.GetUnit() != w.UnitOf(t, testkit.LiaisonB) || got.GetOwner() != "" || got.GetTemplate() != "archive" {
		t.Errorf("the task is %v", got)
	}
}

// signedByAnother has an issue that was reopened handled by the unit of another liaison.
func (w world) signedByAnother(t *testing.T, issue string) {
	t.Helper()
	sent, err := w.As(testkit.Dispatcher).DispatchIssue(t.Context(), &intakev1.DispatchIssueRequest{Name: issue, LeadUnit: w.UnitOf(t, testkit.LiaisonB), Text: "请依职权办理"})
	if err != nil {
		t.Fatal(err)
	}
	work := dispatchv1.NewDispatchServiceClient(w.Conn(testkit.LiaisonB))
	list, err := work.ListAssignments(t.Context(), &dispatchv1.ListAssignmentsRequest{Parent: sent.GetDispatch()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := work.SignAssignment(t.Context(), &dispatchv1.SignAssignmentRequest{Name: list.GetAssignments()[0].GetName()}); err != nil {
		t.Fatal(err)
	}
}
