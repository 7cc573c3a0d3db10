package dispatch_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-04
func TestOneEmergencyWhistleCallsSeveralUnitsEachWithItsOwnDutyDueTimesAndState(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	if d.GetState() != dispatchv1.Dispatch_STATE_SENT || d.GetReview().GetOutcome() != dispatchv1.Review_OUTCOME_PENDING {
		t.Fatalf("an emergency is sent at once and reviewed afterwards: %v", d)
	}
	for code, duty := range map[string]string{testkit.WaterOffice: "关阀止水，抢修主管", testkit.Planning: "提供管线图", testkit.GardensOffice: "清理倒伏树木"} {
		a := s.Assignment(d, code)
		if a.GetDuty() != duty || a.GetState() != dispatchv1.Assignment_STATE_SENT {
			t.Errorf("%s: %v", code, a)
		}
		s.WantTime(code+" signs", s.ClockOf(d, a.GetName(), dispatchv1.Clock_KIND_SIGN).GetDueTime(), testkit.Epoch.Add(10*time.Minute))
		s.WantTime(code+" reports in", s.ClockOf(d, a.GetName(), dispatchv1.Clock_KIND_REPORT_IN).GetDueTime(), testkit.Epoch.Add(30*time.Minute))
	}
	s.WantTime("review", s.ClockOf(d, d.GetName(), dispatchv1.Clock_KIND_REVIEW).GetDueTime(), testkit.Epoch.Add(24*time.Hour))
	if n := len(s.ClocksOf(d)); n != 7 {
		t.Errorf("%d clocks; an informed unit has none and an emergency runs until done, want 3 x 2 + 1", n)
	}

	s.Sign(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice))
	now := s.ReadDispatch(d)
	if now.GetState() != dispatchv1.Dispatch_STATE_HANDLING ||
		s.Assignment(now, testkit.WaterOffice).GetState() != dispatchv1.Assignment_STATE_SIGNED ||
		s.Assignment(now, testkit.Planning).GetState() != dispatchv1.Assignment_STATE_SENT {
		t.Errorf("each unit has a state of its own: %v", now)
	}
	for who, code := range map[testkit.Who]string{testkit.LiaisonA: testkit.Planning, testkit.LiaisonB: testkit.WaterOffice, testkit.LiaisonC: testkit.GardensOffice,
		testkit.CommunityWorker: testkit.Suzhuang} {
		inbox := testkit.Must[*dispatchv1.ListAssignmentsResponse](s)(s.As(who).ListAssignments(s.Ctx, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-"}))
		if len(inbox.GetAssignments()) != 1 || inbox.GetAssignments()[0].GetUnit() != s.UnitName(code) {
			t.Errorf("inbox of %s: %v", who, inbox)
		}
	}
}

// proves DI-05
func TestALateReportInIsRecordedForTheUnitThatWasLate(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	s.Sign(testkit.LiaisonA, s.AssignmentOf(d, testkit.Planning))
	s.Sign(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice))
	s.Clock.Advance(29 * time.Minute)
	onTime := s.ReportIn(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice), true)
	s.Clock.Advance(2 * time.Minute)
	tooLate := s.ReportIn(testkit.LiaisonA, s.AssignmentOf(d, testkit.Planning), false)

	if onTime.GetReportInLate() || onTime.GetReportIn().GetOutcome() != dispatchv1.ReportIn_OUTCOME_WITH_POWER ||
		onTime.GetState() != dispatchv1.Assignment_STATE_REPORTED_IN {
		t.Errorf("in time and with power: %v", onTime)
	}
	if !tooLate.GetReportInLate() || tooLate.GetReportIn().GetOutcome() != dispatchv1.ReportIn_OUTCOME_WITHOUT_POWER ||
		tooLate.GetReportIn().GetRank() != "科长" || tooLate.GetReportIn().GetPerson() == "" {
		t.Errorf("late and without power: %v", tooLate)
	}
	s.WantTime("report-in", tooLate.GetReportIn().GetReportTime(), testkit.Epoch.Add(31*time.Minute))
	if c := s.ClockOf(d, tooLate.GetName(), dispatchv1.Clock_KIND_REPORT_IN); c.GetState() != dispatchv1.Clock_STATE_MISSED {
		t.Errorf("clock of the late unit: %v", c)
	}
	if c := s.ClockOf(d, onTime.GetName(), dispatchv1.Clock_KIND_REPORT_IN); c.GetState() != dispatchv1.Clock_STATE_MET {
		t.Errorf("clock of the unit in time: %v", c)
	}
	if s.Assignment(s.ReadDispatch(d), testkit.GardensOffice).GetReportInLate() {
		t.Error("the third unit is late before the sweep has come")
	}
	s.Sweep(t)
	if a := s.Assignment(s.ReadDispatch(d), testkit.GardensOffice); !a.GetReportInLate() || !a.GetSignLate() {
		t.Errorf("who neither signs nor comes is late too: %v", a)
	}
}

func TestAReviewedWhistleGoesOutByItsReviewOnly(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	street, leader := s.As(testkit.Dispatcher), s.As(testkit.StreetLeader)
	d := s.Dispatched(street.CreateDispatch(s.Ctx, s.Burst(dispatchv1.Dispatch_KIND_WHISTLE_DAILY)))
	if d.GetState() != dispatchv1.Dispatch_STATE_DRAFT {
		t.Fatal(d)
	}
	_, err := s.As(testkit.LiaisonB).GetDispatch(s.Ctx, &dispatchv1.GetDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	inbox := testkit.Must[*dispatchv1.ListAssignmentsResponse](s)(s.As(testkit.LiaisonB).ListAssignments(s.Ctx, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-"}))
	list := testkit.Must[*dispatchv1.ListDispatchesResponse](s)(s.As(testkit.LiaisonB).ListDispatches(s.Ctx, &dispatchv1.ListDispatchesRequest{}))
	if len(inbox.GetAssignments())+len(list.GetDispatches()) != 0 {
		t.Errorf("a draft is listed to the called units: %v, %v", inbox, list)
	}
	_, err = street.SendDispatch(s.Ctx, &dispatchv1.SendDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REVIEW_REQUIRED")
	s.Dispatched(street.SubmitDispatch(s.Ctx, &dispatchv1.SubmitDispatchRequest{Name: d.GetName()}))
	_, err = street.ApproveDispatch(s.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	d = s.Dispatched(leader.ApproveDispatch(s.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName(), Note: "同意"}))
	if d.GetState() != dispatchv1.Dispatch_STATE_SENT || d.GetReview().GetOutcome() != dispatchv1.Review_OUTCOME_APPROVED {
		t.Errorf("approved: %v", d)
	}
	s.WantTime("due", d.GetDueTime(), testkit.Epoch.Add(15*24*time.Hour))
	s.Dispatched(s.As(testkit.LiaisonB).GetDispatch(s.Ctx, &dispatchv1.GetDispatchRequest{Name: d.GetName()}))

	refused := s.Dispatched(street.CreateDispatch(s.Ctx, s.Burst(dispatchv1.Dispatch_KIND_WHISTLE_KEY_TASK)))
	s.Dispatched(street.SubmitDispatch(s.Ctx, &dispatchv1.SubmitDispatchRequest{Name: refused.GetName()}))
	refused = s.Dispatched(leader.RejectDispatch(s.Ctx, &dispatchv1.RejectDispatchRequest{Name: refused.GetName(), Note: "先由街道处理"}))
	if refused.GetState() != dispatchv1.Dispatch_STATE_REJECTED ||
		s.Assignment(refused, testkit.WaterOffice).GetState() != dispatchv1.Assignment_STATE_CANCELLED || len(s.ClocksOf(refused)) != 0 {
		t.Errorf("rejected: %v", refused)
	}
}

// proves DI-29
func TestAWhistleIsClearedByTheStreetWhenNobodyIsOpen(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	street := s.As(testkit.Dispatcher)
	d := s.Emergency()
	done := &dispatchv1.CompleteAssignmentRequest{Name: s.AssignmentOf(d, testkit.WaterOffice), Result: "已抢修"}
	for who, code := range map[testkit.Who]string{testkit.LiaisonB: testkit.WaterOffice, testkit.LiaisonA: testkit.Planning} {
		s.Sign(who, s.AssignmentOf(d, code))
	}
	_, err := s.As(testkit.LiaisonB).CompleteAssignment(s.Ctx, done)
	testkit.WantFault(t, err, codes.FailedPrecondition, "REPORT_IN_REQUIRED")
	s.ReportIn(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice), true)
	stage := s.Assigned(s.As(testkit.LiaisonB).ReportStage(s.Ctx, &dispatchv1.ReportStageRequest{Name: s.AssignmentOf(d, testkit.WaterOffice), Text: "阀门已关"}))
	if stage.GetState() != dispatchv1.Assignment_STATE_HANDLING || len(stage.GetStageReports()) != 1 {
		t.Errorf("stage report: %v", stage)
	}
	s.Complete(testkit.LiaisonB, s.AssignmentOf(d, testkit.WaterOffice))
	_, err = street.ClearDispatch(s.Ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "现场已核实"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ASSIGNMENTS_OPEN")

	s.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{
		Name: s.AssignmentOf(d, testkit.Planning), Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY, Clause: "三定方案第四条", SuggestedUnit: s.UnitName(testkit.GardensOffice)})
	_, err = street.WaiveAssignment(s.Ctx, &dispatchv1.WaiveAssignmentRequest{Name: s.AssignmentOf(d, testkit.WaterOffice), Reason: "不需要"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	waived := s.Assigned(street.WaiveAssignment(s.Ctx, &dispatchv1.WaiveAssignmentRequest{Name: s.AssignmentOf(d, testkit.GardensOffice), Reason: "现场无倒伏树木"}))
	if waived.GetState() != dispatchv1.Assignment_STATE_WAIVED {
		t.Error(waived)
	}
	if now := s.ReadDispatch(d); now.GetState() != dispatchv1.Dispatch_STATE_COMPLETED {
		t.Errorf("the lead is done and nobody is open: %v", now.GetState())
	}
	_, err = s.As(testkit.LiaisonB).ClearDispatch(s.Ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "自行销哨"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	cleared := s.Dispatched(street.ClearDispatch(s.Ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "现场已核实"}))
	if cleared.GetState() != dispatchv1.Dispatch_STATE_CLEARED {
		t.Error(cleared)
	}

	reviewed := s.Dispatched(s.As(testkit.StreetLeader).ApproveDispatch(s.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()}))
	if reviewed.GetState() != dispatchv1.Dispatch_STATE_CLEARED || reviewed.GetReview().GetOutcome() != dispatchv1.Review_OUTCOME_APPROVED {
		t.Errorf("the review of an emergency may follow its clearing: %v", reviewed)
	}
	_, err = s.As(testkit.StreetLeader).ApproveDispatch(s.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REVIEW_NOT_PENDING")
	if n := s.Count("select count(*) from clock where stopped_time is null"); n != 0 {
		t.Errorf("%d clocks still run", n)
	}
}

// proves DI-06
func TestTheLeadIsReplacedInOneStepAndTheChangeIsAudited(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	street := s.As(testkit.Dispatcher)
	d := s.Emergency()
	assign := func(code string, role dispatchv1.Assignment_Role) (*dispatchv1.Dispatch, error) {
		return street.AssignUnit(s.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: s.UnitName(code), Role: role, Duty: "牵头抢修"})
	}
	_, err := assign(testkit.WaterOffice, dispatchv1.Assignment_ROLE_ASSIST)
	testkit.WantFault(t, err, codes.InvalidArgument, "ONE_LEAD")
	_, err = assign(testkit.GardensOffice, dispatchv1.Assignment_ROLE_ASSIST)
	testkit.WantFault(t, err, codes.AlreadyExists, "SAME_ROLE")
	now := s.Dispatched(assign(testkit.Planning, dispatchv1.Assignment_ROLE_LEAD))
	if s.Assignment(now, testkit.Planning).GetRole() != dispatchv1.Assignment_ROLE_LEAD || s.Assignment(now, testkit.WaterOffice).GetRole() != dispatchv1.Assignment_ROLE_ASSIST ||
		s.Assignment(now, testkit.Suzhuang).GetRole() != dispatchv1.Assignment_ROLE_INFORMED {
		t.Errorf("one lead, others assist: %v", now.GetAssignments())
	}
	var before, after string
	if err := s.Owner().QueryRow(s.Ctx, `select before->'assignments'->$1->>'role', after->'assignments'->$1->>'role'
		from audit where action = 'dispatch.dispatch.assign' and result = 'OK'`, s.AssignmentOf(d, testkit.Planning)[len(d.GetName()+"/assignments/"):]).
		Scan(&before, &after); err != nil || before != "ASSIST" || after != "LEAD" {
		t.Errorf("audited %q -> %q, %v", before, after, err)
	}

	s.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{
		Name: s.AssignmentOf(d, testkit.Planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	s.Clock.Advance(time.Hour)
	now = s.Dispatched(assign(testkit.Planning, dispatchv1.Assignment_ROLE_LEAD))
	again := s.Assignment(now, testkit.Planning)
	if again.GetState() != dispatchv1.Assignment_STATE_SENT || len(now.GetAssignments()) != 5 {
		t.Errorf("after a return the street calls again: %v", now.GetAssignments())
	}
	s.WantTime("the new call's limit", s.ClockOf(d, again.GetName(), dispatchv1.Clock_KIND_REPORT_IN).GetDueTime(), testkit.Epoch.Add(90*time.Minute))
}

// proves DI-06
func TestASecondLeadIsRefusedByTheDatabaseByName(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	for want, change := range map[string]string{
		"assignment_one_lead":     "role = 'LEAD'",
		"assignment_one_per_unit": "unit_id = '" + s.Unit(testkit.WaterOffice).String() + "'",
	} {
		_, err := s.Owner().Exec(s.Ctx, "update assignment set "+change+" where unit_id = $1", s.Unit(testkit.Planning))
		if got := constraint(err); got != want {
			t.Errorf("got %q (%v), want %s", got, err, want)
		}
	}
	req := s.Burst(dispatchv1.Dispatch_KIND_WHISTLE_DAILY)
	req.Dispatch.Assignments[1].Role = dispatchv1.Assignment_ROLE_LEAD
	_, err := s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, req)
	testkit.WantFault(t, err, codes.InvalidArgument, "ONE_LEAD")
	if n := s.Count("select count(*) from dispatch"); n != 1 {
		t.Errorf("%d dispatches after a refused one beside %s", n, d.GetNumber())
	}
}

func TestARepeatedCallGivesTheSameAnswerAndHasOneEffect(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	create := s.Burst(dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY)
	create.RequestId = "whistle-1"
	d := s.Dispatched(s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, create))
	if again := s.Dispatched(s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, create)); !proto.Equal(d, again) {
		t.Errorf("the replay differs: %v", again)
	}
	sign := &dispatchv1.SignAssignmentRequest{Name: s.AssignmentOf(d, testkit.WaterOffice), RequestId: "sign-1"}
	first := s.Assigned(s.As(testkit.LiaisonB).SignAssignment(s.Ctx, sign))
	s.Clock.Advance(time.Minute)
	if again := s.Assigned(s.As(testkit.LiaisonB).SignAssignment(s.Ctx, sign)); !proto.Equal(first, again) {
		t.Errorf("the replay differs: %v", again)
	}
	if n := s.Count("select count(*) from event where type like 'haolinju.dispatch.%.signed.v1'"); n != 1 {
		t.Errorf("%d events of one signature", n)
	}
}

func TestBothDoorsShowTheSameDispatch(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	d := s.Emergency()
	status, body := s.REST(t, testkit.LiaisonB, http.MethodGet, "/v1/"+d.GetName(), nil)
	if status != http.StatusOK || body["number"] != d.GetNumber() || body["state"] != "STATE_SENT" {
		t.Errorf("%d %v", status, body)
	}
	status, body = s.REST(t, testkit.LiaisonB, http.MethodPost, "/v1/"+s.AssignmentOf(d, testkit.WaterOffice)+":sign", map[string]any{})
	if status != http.StatusOK || body["state"] != "STATE_SIGNED" {
		t.Errorf("%d %v", status, body)
	}
	status, body = s.REST(t, testkit.LiaisonB, http.MethodPost, "/v1/"+s.AssignmentOf(d, testkit.WaterOffice)+":sign", map[string]any{})
	if status != http.StatusConflict || body["reason"] != "WRONG_STATE" {
		t.Errorf("%d %v", status, body)
	}
	status, body = s.REST(t, testkit.LiaisonB, http.MethodGet, "/v1/"+s.AssignmentOf(d, testkit.WaterOffice)+":actions", nil)
	allowed := []string{}
	for _, a := range body["actions"].([]any) {
		if a := a.(map[string]any); a["allowed"] == true {
			allowed = append(allowed, a["verb"].(string))
		}
	}
	if status != http.StatusOK || !slices.Equal(allowed, []string{"return", "reportIn"}) {
		t.Errorf("%d: the lead's liaison may %v", status, allowed)
	}
	status, body = s.REST(t, testkit.Dispatcher, http.MethodGet, "/v1/dispatches/-/assignments?unit="+s.UnitName(testkit.WaterOffice), nil)
	if list, _ := body["assignments"].([]any); status != http.StatusOK || len(list) != 1 {
		t.Errorf("%d %v", status, body)
	}
}
