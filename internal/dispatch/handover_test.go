package dispatch_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// issue is one of 西潞街道, triaged.
func issue(s testkit.Dispatches) *intakev1.Issue {
	s.T.Helper()
	var category uuid.UUID
	if err := s.Owner().QueryRow(s.Ctx, "select id from category where tenant_id = 110111 and code = 'PROPERTY.CERTIFICATE'").Scan(&category); err != nil {
		s.T.Fatal(err)
	}
	filed := testkit.Must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Resident)).CreateIssue(s.Ctx, &intakev1.CreateIssueRequest{
		Issue: &intakev1.Issue{Kind: intakev1.Issue_KIND_HELP, Category: name.Of("categories", category), Title: "办不了房产证",
			Address: "太平庄东里3号楼", Community: s.UnitName(testkit.Suzhuang), ContactName: "张三丰", ContactPhone: "13812341234"}}))
	return testkit.Must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Dispatcher)).TriageIssue(s.Ctx, &intakev1.TriageIssueRequest{Name: filed.GetName()}))
}

func stateOf(s testkit.Dispatches, issue *intakev1.Issue) intakev1.Issue_State {
	s.T.Helper()
	return testkit.Must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Dispatcher)).GetIssue(s.Ctx,
		&intakev1.GetIssueRequest{Name: issue.GetName()})).GetState()
}

func TestAnOrderOfIntakeIsSentInTheSameTransactionAndTellsTheIssueHowItGoes(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	issue := issue(s)
	sent := testkit.Must[*intakev1.Issue](s)(intakev1.NewIntakeServiceClient(s.Conn(testkit.Dispatcher)).DispatchIssue(s.Ctx, &intakev1.DispatchIssueRequest{
		Name: issue.GetName(), LeadUnit: s.UnitName(testkit.Planning), AssistUnits: []string{s.UnitName(testkit.WaterOffice)}, Text: "请依职权办理"}))
	list := testkit.Must[*dispatchv1.ListDispatchesResponse](s)(s.As(testkit.LiaisonA).ListDispatches(s.Ctx, &dispatchv1.ListDispatchesRequest{Issue: issue.GetName()}))
	if len(list.GetDispatches()) != 1 || list.GetDispatches()[0].GetName() != sent.GetDispatch() {
		t.Fatalf("behind %v stands %v", sent, list)
	}
	d := list.GetDispatches()[0]
	if d.GetState() != dispatchv1.Dispatch_STATE_SENT || d.GetKind() != dispatchv1.Dispatch_KIND_ORDER || d.GetIssuingUnit() != s.UnitName(demo.Xilu) {
		t.Error(d)
	}
	s.WantTime("the order's due time is that of the issue", d.GetDueTime(), sent.GetDueTime().AsTime())

	s.Clock.Advance(time.Minute)
	s.Sign(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice))
	if got := stateOf(s, issue); got != intakev1.Issue_STATE_DISPATCHED {
		t.Errorf("an assisting unit's signature moves the issue to %v", got)
	}
	s.Sign(testkit.LiaisonA, s.AssignmentOf(d, testkit.Planning))
	if got := stateOf(s, issue); got != intakev1.Issue_STATE_HANDLING {
		t.Errorf("the lead's signature leaves the issue %v", got)
	}

	beside := s.OrderDraft(testkit.WaterOffice)
	beside.Dispatch.Issues = []string{issue.GetName()}
	other := s.Dispatched(s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, beside))
	other = s.Dispatched(s.As(testkit.Dispatcher).SendDispatch(s.Ctx, &dispatchv1.SendDispatchRequest{Name: other.GetName()}))
	s.Settle(t, "dispatch.street_objections", "2")
	s.Return(testkit.LiaisonB, &dispatchv1.ReturnAssignmentRequest{Name: s.AssignmentOf(other, testkit.WaterOffice), Reason: dispatchv1.Return_REASON_DUPLICATE})
	if got := stateOf(s, issue); got != intakev1.Issue_STATE_HANDLING {
		t.Errorf("an order that is not the issue's latest moves it to %v", got)
	}
	s.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: s.AssignmentOf(d, testkit.Planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	if got := stateOf(s, issue); got != intakev1.Issue_STATE_TRIAGED {
		t.Errorf("the lead's return leaves the issue %v", got)
	}
}
