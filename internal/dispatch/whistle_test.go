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
	s := begin(t)
	d := s.emergency()
	if d.GetState() != dispatchv1.Dispatch_STATE_SENT || d.GetReview().GetOutcome() != dispatchv1.Review_OUTCOME_PENDING {
		t.Fatalf("an emergency is sent at once and reviewed afterwards: %v", d)
	}
	for code, duty := range map[string]string{water: "关阀止水，抢修主管", planning: "提供管线图", gardens: "清理倒伏树木"} {
		a := s.assignment(d, code)
		if a.GetDuty() != duty || a.GetState() != dispatchv1.Assignment_STATE_SENT {
			t.Errorf("%s: %v", code, a)
		}
		s.wantTime(code+" signs", s.clock(d, a.GetName(), dispatchv1.Clock_KIND_SIGN).GetDueTime(), testkit.Epoch.Add(10*time.Minute))
		s.wantTime(code+" reports in", s.clock(d, a.GetName(), dispatchv1.Clock_KIND_REPORT_IN).GetDueTime(), testkit.Epoch.Add(30*time.Minute))
	}
	s.wantTime("review", s.clock(d, d.GetName(), dispatchv1.Clock_KIND_REVIEW).GetDueTime(), testkit.Epoch.Add(24*time.Hour))
	if n := len(s.clocks(d)); n != 7 {
		t.Errorf("%d clocks; an informed unit has none and an emergency runs until done, want 3 x 2 + 1", n)
	}

	s.sign(testkit.LiaisonB, s.of(d, water))
	now := s.read(d)
	if now.GetState() != dispatchv1.Dispatch_STATE_HANDLING ||
		s.assignment(now, water).GetState() != dispatchv1.Assignment_STATE_SIGNED ||
		s.assignment(now, planning).GetState() != dispatchv1.Assignment_STATE_SENT {
		t.Errorf("each unit has a state of its own: %v", now)
	}
	for who, code := range map[testkit.Who]string{testkit.LiaisonA: planning, testkit.LiaisonB: water, testkit.LiaisonC: gardens,
		testkit.CommunityWorker: suzhuang} {
		inbox := must[*dispatchv1.ListAssignmentsResponse](s)(s.as(who).ListAssignments(s.ctx, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-"}))
		if len(inbox.GetAssignments()) != 1 || inbox.GetAssignments()[0].GetUnit() != s.unit(code) {
			t.Errorf("inbox of %s: %v", who, inbox)
		}
	}
}

// proves DI-05
func TestALateReportInIsRecordedForTheUnitThatWasLate(t *testing.T) {
	t.Parallel()
	s := begin(t)
	d := s.emergency()
	s.sign(testkit.LiaisonA, s.of(d, planning))
	s.sign(testkit.LiaisonB, s.of(d, water))
	s.Clock.Advance(29 * time.Minute)
	onTime := s.reportIn(testkit.LiaisonB, s.of(d, water), true)
	s.Clock.Advance(2 * time.Minute)
	tooLate := s.reportIn(testkit.LiaisonA, s.of(d, planning), false)

	if onTime.GetReportInLate() || onTime.GetReportIn().GetOutcome() != dispatchv1.ReportIn_OUTCOME_WITH_POWER ||
		onTime.GetState() != dispatchv1.Assignment_STATE_REPORTED_IN {
		t.Errorf("in time and with power: %v", onTime)
	}
	if !tooLate.GetReportInLate() || tooLate.GetReportIn().GetOutcome() != dispatchv1.ReportIn_OUTCOME_WITHOUT_POWER ||
		tooLate.GetReportIn().GetRank() != "科长" || tooLate.GetReportIn().GetPerson() == "" {
		t.Errorf("late and without power: %v", tooLate)
	}
	s.wantTime("report-in", tooLate.GetReportIn().GetReportTime(), testkit.Epoch.Add(31*time.Minute))
	if c := s.clock(d, tooLate.GetName(), dispatchv1.Clock_KIND_REPORT_IN); c.GetState() != dispatchv1.Clock_STATE_MISSED {
		t.Errorf("clock of the late unit: %v", c)
	}
	if c := s.clock(d, onTime.GetName(), dispatchv1.Clock_KIND_REPORT_IN); c.GetState() != dispatchv1.Clock_STATE_MET {
		t.Errorf("clock of the unit in time: %v", c)
	}
	if s.assignment(s.read(d), gardens).GetReportInLate() {
		t.Error("the third unit is late before the sweep has come")
	}
	s.Sweep(t)
	if a := s.assignment(s.read(d), gardens); !a.GetReportInLate() || !a.GetSignLate() {
		t.Errorf("who neither signs nor comes is late too: %v", a)
	}
}

func TestAReviewedWhistleGoesOutByItsReviewOnly(t *testing.T) {
	t.Parallel()
	s := begin(t)
	street, leader := s.as(testkit.Dispatcher), s.as(testkit.StreetLeader)
	d := s.d(street.CreateDispatch(s.ctx, s.burst(dispatchv1.Dispatch_KIND_WHISTLE_DAILY)))
	if d.GetState() != dispatchv1.Dispatch_STATE_DRAFT {
		t.Fatal(d)
	}
	_, err := s.as(testkit.LiaisonB).GetDispatch(s.ctx, &dispatchv1.GetDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	inbox := must[*dispatchv1.ListAssignmentsResponse](s)(s.as(testkit.LiaisonB).ListAssignments(s.ctx, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-"}))
	list := must[*dispatchv1.ListDispatchesResponse](s)(s.as(testkit.LiaisonB).ListDispatches(s.ctx, &dispatchv1.ListDispatchesRequest{}))
	if len(inbox.GetAssignments())+len(list.GetDispatches()) != 0 {
		t.Errorf("a draft is listed to the called units: %v, %v", inbox, list)
	}
	_, err = street.SendDispatch(s.ctx, &dispatchv1.SendDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REVIEW_REQUIRED")
	s.d(street.SubmitDispatch(s.ctx, &dispatchv1.SubmitDispatchRequest{Name: d.GetName()}))
	_, err = street.ApproveDispatch(s.ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	d = s.d(leader.ApproveDispatch(s.ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName(), Note: "同意"}))
	if d.GetState() != dispatchv1.Dispatch_STATE_SENT || d.GetReview().GetOutcome() != dispatchv1.Review_OUTCOME_APPROVED {
		t.Errorf("approved: %v", d)
	}
	s.wantTime("due", d.GetDueTime(), testkit.Epoch.Add(15*24*time.Hour))
	s.d(s.as(testkit.LiaisonB).GetDispatch(s.ctx, &dispatchv1.GetDispatchRequest{Name: d.GetName()}))

	refused := s.d(street.CreateDispatch(s.ctx, s.burst(dispatchv1.Dispatch_KIND_WHISTLE_KEY_TASK)))
	s.d(street.SubmitDispatch(s.ctx, &dispatchv1.SubmitDispatchRequest{Name: refused.GetName()}))
	refused = s.d(leader.RejectDispatch(s.ctx, &dispatchv1.RejectDispatchRequest{Name: refused.GetName(), Note: "先由街道处理"}))
	if refused.GetState() != dispatchv1.Dispatch_STATE_REJECTED ||
		s.assignment(refused, water).GetState() != dispatchv1.Assignment_STATE_CANCELLED || len(s.clocks(refused)) != 0 {
		t.Errorf("rejected: %v", refused)
	}
}

func TestAWhistleIsClearedByTheStreetWhenNobodyIsOpenAndBothSidesRateOnce(t *testing.T) {
	t.Parallel()
	s := begin(t)
	street := s.as(testkit.Dispatcher)
	d := s.emergency()
	done := &dispatchv1.CompleteAssignmentRequest{Name: s.of(d, water), Result: "已抢修"}
	for who, code := range map[testkit.Who]string{testkit.LiaisonB: water, testkit.LiaisonA: planning} {
		s.sign(who, s.of(d, code))
	}
	_, err := s.as(testkit.LiaisonB).CompleteAssignment(s.ctx, done)
	testkit.WantFault(t, err, codes.FailedPrecondition, "REPORT_IN_REQUIRED")
	s.reportIn(testkit.LiaisonB, s.of(d, water), true)
	stage := s.a(s.as(testkit.LiaisonB).ReportStage(s.ctx, &dispatchv1.ReportStageRequest{Name: s.of(d, water), Text: "阀门已关"}))
	if stage.GetState() != dispatchv1.Assignment_STATE_HANDLING || len(stage.GetStageReports()) != 1 {
		t.Errorf("stage report: %v", stage)
	}
	s.complete(testkit.LiaisonB, s.of(d, water))
	_, err = street.ClearDispatch(s.ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "现场已核实"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ASSIGNMENTS_OPEN")

	s.a(s.as(testkit.LiaisonA).ReturnAssignment(s.ctx, &dispatchv1.ReturnAssignmentRequest{
		Name: s.of(d, planning), Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY, Clause: "三定方案第四条", SuggestedUnit: s.unit(gardens)}))
	_, err = street.WaiveAssignment(s.ctx, &dispatchv1.WaiveAssignmentRequest{Name: s.of(d, water), Reason: "不需要"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	waived := s.a(street.WaiveAssignment(s.ctx, &dispatchv1.WaiveAssignmentRequest{Name: s.of(d, gardens), Reason: "现场无倒伏树木"}))
	if waived.GetState() != dispatchv1.Assignment_STATE_WAIVED {
		t.Error(waived)
	}
	if now := s.read(d); now.GetState() != dispatchv1.Dispatch_STATE_COMPLETED {
		t.Errorf("the lead is done and nobody is open: %v", now.GetState())
	}
	_, err = s.as(testkit.LiaisonB).ClearDispatch(s.ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "自行销哨"})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	cleared := s.d(street.ClearDispatch(s.ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "现场已核实"}))
	if cleared.GetState() != dispatchv1.Dispatch_STATE_CLEARED {
		t.Error(cleared)
	}

	response := &dispatchv1.RateAssignmentRequest{Name: s.of(d, water), Rating: &dispatchv1.ResponseRating{Punctual: 5, Effort: 5, Result: 4}}
	rated := s.a(street.RateAssignment(s.ctx, response))
	if rated.GetResponseRating().GetResult() != 4 {
		t.Error(rated)
	}
	_, err = street.RateAssignment(s.ctx, response)
	testkit.WantFault(t, err, codes.AlreadyExists, "RATED_ALREADY")
	whistle := &dispatchv1.RateDispatchRequest{Name: d.GetName(), Rating: &dispatchv1.WhistleRating{Needed: 5, Facts: 3, Target: 0}}
	if got := s.assignment(s.d(s.as(testkit.LiaisonB).RateDispatch(s.ctx, whistle)), water).GetWhistleRating(); got.GetFacts() != 3 {
		t.Error(got)
	}
	_, err = s.as(testkit.LiaisonB).RateDispatch(s.ctx, whistle)
	testkit.WantFault(t, err, codes.AlreadyExists, "RATED_ALREADY")
	whistle.Assignment = s.of(d, water)
	_, err = s.as(testkit.LiaisonA).RateDispatch(s.ctx, whistle)
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")

	reviewed := s.d(s.as(testkit.StreetLeader).ApproveDispatch(s.ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()}))
	if reviewed.GetState() != dispatchv1.Dispatch_STATE_CLEARED || reviewed.GetReview().GetOutcome() != dispatchv1.Review_OUTCOME_APPROVED {
		t.Errorf("the review of an emergency may follow its clearing: %v", reviewed)
	}
	_, err = s.as(testkit.StreetLeader).ApproveDispatch(s.ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REVIEW_NOT_PENDING")
	if n := s.count("select count(*) from clock where stopped_time is null"); n != 0 {
		t.Errorf("%d clocks still run", n)
	}
}

// proves DI-06
func TestTheLeadIsReplacedInOneStepAndTheChangeIsAudited(t *testing.T) {
	t.Parallel()
	s := begin(t)
	street := s.as(testkit.Dispatcher)
	d := s.emergency()
	assign := func(code string, role dispatchv1.Assignment_Role) (*dispatchv1.Dispatch, error) {
		return street.AssignUnit(s.ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: s.unit(code), Role: role, Duty: "牵头抢修"})
	}
	_, err := assign(water, dispatchv1.Assignment_ROLE_ASSIST)
	testkit.WantFault(t, err, codes.InvalidArgument, "ONE_LEAD")
	_, err = assign(gardens, dispatchv1.Assignment_ROLE_ASSIST)
	testkit.WantFault(t, err, codes.AlreadyExists, "SAME_ROLE")
	now := s.d(assign(planning, dispatchv1.Assignment_ROLE_LEAD))
	if s.assignment(now, planning).GetRole() != dispatchv1.Assignment_ROLE_LEAD || s.assignment(now, water).GetRole() != dispatchv1.Assignment_ROLE_ASSIST ||
		s.assignment(now, suzhuang).GetRole() != dispatchv1.Assignment_ROLE_INFORMED {
		t.Errorf("one lead, others assist: %v", now.GetAssignments())
	}
	var before, after string
	if err := s.Owner().QueryRow(s.ctx, `select before->'assignments'->$1->>'role', after->'assignments'->$1->>'role'
		from audit where action = 'dispatch.dispatch.assign' and result = 'OK'`, s.of(d, planning)[len(d.GetName()+"/assignments/"):]).
		Scan(&before, &after); err != nil || before != "ASSIST" || after != "LEAD" {
		t.Errorf("audited %q -> %q, %v", before, after, err)
	}

	s.a(s.as(testkit.LiaisonA).ReturnAssignment(s.ctx, &dispatchv1.ReturnAssignmentRequest{
		Name: s.of(d, planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY}))
	s.Clock.Advance(time.Hour)
	now = s.d(assign(planning, dispatchv1.Assignment_ROLE_LEAD))
	again := s.assignment(now, planning)
	if again.GetState() != dispatchv1.Assignment_STATE_SENT || len(now.GetAssignments()) != 5 {
		t.Errorf("after a return the street calls again: %v", now.GetAssignments())
	}
	s.wantTime("the new call's limit", s.clock(d, again.GetName(), dispatchv1.Clock_KIND_REPORT_IN).GetDueTime(), testkit.Epoch.Add(90*time.Minute))
}

// proves DI-06
func TestASecondLeadIsRefusedByTheDatabaseByName(t *testing.T) {
	t.Parallel()
	s := begin(t)
	d := s.emergency()
	for want, change := range map[string]string{
		"assignment_one_lead":     "role = 'LEAD'",
		"assignment_one_per_unit": "unit_id = '" + s.Unit(water).String() + "'",
	} {
		_, err := s.Owner().Exec(s.ctx, "update assignment set "+change+" where unit_id = $1", s.Unit(planning))
		if got := constraint(err); got != want {
			t.Errorf("got %q (%v), want %s", got, err, want)
		}
	}
	req := s.burst(dispatchv1.Dispatch_KIND_WHISTLE_DAILY)
	req.Dispatch.Assignments[1].Role = dispatchv1.Assignment_ROLE_LEAD
	_, err := s.as(testkit.Dispatcher).CreateDispatch(s.ctx, req)
	testkit.WantFault(t, err, codes.InvalidArgument, "ONE_LEAD")
	if n := s.count("select count(*) from dispatch"); n != 1 {
		t.Errorf("%d dispatches after a refused one beside %s", n, d.GetNumber())
	}
}

func TestARepeatedCallGivesTheSameAnswerAndHasOneEffect(t *testing.T) {
	t.Parallel()
	s := begin(t)
	create := s.burst(dispatchv1.Dispatch_KIND_WHISTLE_EMERGENCY)
	create.RequestId = "whistle-1"
	d := s.d(s.as(testkit.Dispatcher).CreateDispatch(s.ctx, create))
	if again := s.d(s.as(testkit.Dispatcher).CreateDispatch(s.ctx, create)); !proto.Equal(d, again) {
		t.Errorf("the replay differs: %v", again)
	}
	sign := &dispatchv1.SignAssignmentRequest{Name: s.of(d, water), RequestId: "sign-1"}
	first := s.a(s.as(testkit.LiaisonB).SignAssignment(s.ctx, sign))
	s.Clock.Advance(time.Minute)
	if again := s.a(s.as(testkit.LiaisonB).SignAssignment(s.ctx, sign)); !proto.Equal(first, again) {
		t.Errorf("the replay differs: %v", again)
	}
	if n := s.count("select count(*) from event where type like 'haolinju.dispatch.%.signed.v1'"); n != 1 {
		t.Errorf("%d events of one signature", n)
	}
}

func TestBothDoorsShowTheSameDispatch(t *testing.T) {
	t.Parallel()
	s := begin(t)
	d := s.emergency()
	status, body := s.REST(t, testkit.LiaisonB, http.MethodGet, "/v1/"+d.GetName(), nil)
	if status != http.StatusOK || body["number"] != d.GetNumber() || body["state"] != "STATE_SENT" {
		t.Errorf("%d %v", status, body)
	}
	status, body = s.REST(t, testkit.LiaisonB, http.MethodPost, "/v1/"+s.of(d, water)+":sign", map[string]any{})
	if status != http.StatusOK || body["state"] != "STATE_SIGNED" {
		t.Errorf("%d %v", status, body)
	}
	status, body = s.REST(t, testkit.LiaisonB, http.MethodPost, "/v1/"+s.of(d, water)+":sign", map[string]any{})
	if status != http.StatusConflict || body["reason"] != "WRONG_STATE" {
		t.Errorf("%d %v", status, body)
	}
	status, body = s.REST(t, testkit.LiaisonB, http.MethodGet, "/v1/"+s.of(d, water)+":actions", nil)
	allowed := []string{}
	for _, a := range body["actions"].([]any) {
		if a := a.(map[string]any); a["allowed"] == true {
			allowed = append(allowed, a["verb"].(string))
		}
	}
	if status != http.StatusOK || !slices.Equal(allowed, []string{"return", "reportIn"}) {
		t.Errorf("%d: the lead's liaison may %v", status, allowed)
	}
	status, body = s.REST(t, testkit.Dispatcher, http.MethodGet, "/v1/dispatches/-/assignments?unit="+s.unit(water), nil)
	if list, _ := body["assignments"].([]any); status != http.StatusOK || len(list) != 1 {
		t.Errorf("%d %v", status, body)
	}
}
