package dispatch_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// issue is one of 西潞街道, triaged.
func (s scene) issue() *intakev1.Issue {
	s.t.Helper()
	var category uuid.UUID
	if err := s.Owner().QueryRow(s.ctx, "select id from category where tenant_id = 110111 and code = 'PROPERTY.CERTIFICATE'").Scan(&category); err != nil {
		s.t.Fatal(err)
	}
	filed := must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Resident)).CreateIssue(s.ctx, &intakev1.CreateIssueRequest{
		Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", category), Title: "办不了房产证",
			Address: "太平庄东里3号楼", Community: s.unit(suzhuang), ContactName: "张三丰", ContactPhone: "13812341234"}}))
	return must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Dispatcher)).TriageIssue(s.ctx, &intakev1.TriageIssueRequest{Name: filed.GetName()}))
}

func (s scene) stateOf(issue *intakev1.Issue) intakev1.Issue_State {
	s.t.Helper()
	return must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Dispatcher)).GetIssue(s.ctx,
		&intakev1.GetIssueRequest{Name: issue.GetName()})).GetState()
}

func TestAnOrderOfIntakeIsSentInTheSameTransactionAndTellsTheIssueHowItGoes(t *testing.T) {
	t.Parallel()
	s := begin(t)
	issue := s.issue()
	sent := must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Dispatcher)).DispatchIssue(s.ctx, &intakev1.DispatchIssueRequest{
		Name: issue.GetName(), LeadUnit: s.unit(planning), AssistUnits: []string{s.unit(water)}, Text: "请依职权办理"}))
	list := must[*dispatchv1.ListDispatchesResponse](s)(s.as(testkit.LiaisonA).ListDispatches(s.ctx, &dispatchv1.ListDispatchesRequest{Issue: issue.GetName()}))
	if len(list.GetDispatches()) != 1 || list.GetDispatches()[0].GetName() != sent.GetDispatch() {
		t.Fatalf("behind %v stands %v", sent, list)
	}
	d := list.GetDispatches()[0]
	if d.GetState() != dispatchv1.Dispatch_STATE_SENT || d.GetKind() != dispatchv1.Dispatch_KIND_ORDER || d.GetIssuingUnit() != s.unit(xilu) {
		t.Error(d)
	}
	s.wantTime("the order's due time is that of the issue", d.GetDueTime(), sent.GetDueTime().AsTime())

	s.Clock.Advance(time.Minute)
	s.sign(testkit.LiaisonB, s.of(d, water))
	if got := s.stateOf(issue); got != intakev1.Issue_STATE_DISPATCHED {
		t.Errorf("an assisting unit's signature moves the issue to %v", got)
	}
	s.sign(testkit.LiaisonA, s.of(d, planning))
	if got := s.stateOf(issue); got != intakev1.Issue_STATE_HANDLING {
		t.Errorf("the lead's signature leaves the issue %v", got)
	}

	beside := s.draft(water)
	beside.Dispatch.Issues = []string{issue.GetName()}
	other := s.d(s.as(testkit.Dispatcher).CreateDispatch(s.ctx, beside))
	other = s.d(s.as(testkit.Dispatcher).SendDispatch(s.ctx, &dispatchv1.SendDispatchRequest{Name: other.GetName()}))
	s.a(s.as(testkit.LiaisonB).ReturnAssignment(s.ctx, &dispatchv1.ReturnAssignmentRequest{Name: s.of(other, water), Reason: dispatchv1.Return_REASON_DUPLICATE}))
	if got := s.stateOf(issue); got != intakev1.Issue_STATE_HANDLING {
		t.Errorf("an order that is not the issue's latest moves it to %v", got)
	}
	s.a(s.as(testkit.LiaisonA).ReturnAssignment(s.ctx, &dispatchv1.ReturnAssignmentRequest{Name: s.of(d, planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY}))
	if got := s.stateOf(issue); got != intakev1.Issue_STATE_TRIAGED {
		t.Errorf("the lead's return leaves the issue %v", got)
	}
}
