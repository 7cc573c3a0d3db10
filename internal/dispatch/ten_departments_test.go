package dispatch_test

import (
	"testing"
	"time"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// One whistle calls ten departments, and each goes a way of its own: in time, late to sign, late to report in, without power, let off, informed,
// with an objection that is overruled, with one that the district upholds, in the place of that one, and in the lead, which the district
// gives to another once the street has brought the whistle before it.
//
// proves DI-04, DI-05, DI-08, DI-10, DI-29
func TestTenDepartmentsOfOneWhistleGoEachItsOwnWay(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	street, leader := s.As(testkit.Dispatcher), s.As(testkit.StreetLeader)
	who := map[string]testkit.Who{"ZJW": demo.LiaisonD, testkit.Planning: demo.LiaisonA, testkit.WaterOffice: demo.LiaisonB, "CGZFJ": demo.LiaisonE,
		"JYJYD": demo.LiaisonF, "GAFJ": demo.LiaisonG, testkit.GardensOffice: demo.LiaisonC, "SCJGJ": demo.LiaisonH, "STHJJ": demo.LiaisonI, "HWZX": demo.LiaisonK}
	called := []*dispatchv1.Assignment{{Unit: s.UnitName("ZJW"), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "牵头改造"},
		{Unit: s.UnitName("MZJ"), Role: dispatchv1.Assignment_ROLE_INFORMED, Duty: "了解安置情况"}}
	for _, code := range []string{testkit.Planning, testkit.WaterOffice, "CGZFJ", "JYJYD", "GAFJ", testkit.GardensOffice, "SCJGJ", "STHJJ"} {
		called = append(called, &dispatchv1.Assignment{Unit: s.UnitName(code), Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "按分工办理"})
	}
	d := s.Dispatched(street.CreateDispatch(s.Ctx, &dispatchv1.CreateDispatchRequest{Dispatch: &dispatchv1.Dispatch{Kind: dispatchv1.Dispatch_KIND_WHISTLE_KEY_TASK,
		IssuingUnit: s.UnitName(demo.Xilu), Text: "老旧小区综合整治", Place: "苏庄一里", Assignments: called}}))
	s.Dispatched(street.SubmitDispatch(s.Ctx, &dispatchv1.SubmitDispatchRequest{Name: d.GetName()}))
	d = s.Dispatched(leader.ApproveDispatch(s.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()}))

	of := func(code string) string { return s.AssignmentOf(d, code) }
	signs := func(codes ...string) {
		for _, code := range codes {
			s.Sign(who[code], of(code))
		}
	}
	passes := func(code string, kind dispatchv1.Clock_Kind) {
		s.Clock.Set(s.ClockOf(d, of(code), kind).GetDueTime().AsTime().Add(time.Minute))
	}
	objects := func(code string) {
		s.Assigned(s.As(who[code]).ReturnAssignment(s.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: of(code),
			Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY, Clause: "三定方案第四条"}))
	}
	signs("ZJW", testkit.Planning, testkit.WaterOffice, "JYJYD", testkit.GardensOffice, "SCJGJ")
	objects(testkit.Planning)
	testkit.Must[*dispatchv1.Objection](s)(leader.DecideObjection(s.Ctx, &dispatchv1.DecideObjectionRequest{Name: of(testkit.Planning),
		Decision: dispatchv1.Objection_STATE_OVERRULED, Ruling: "属法定职责", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_PAUSE}))
	objects(testkit.GardensOffice)
	if now := s.ReadDispatch(d); now.GetState() != dispatchv1.Dispatch_STATE_ADJUDICATION {
		t.Errorf("with a second objection the dispatch is %v", now.GetState())
	}
	s.Dispatched(s.As(testkit.DistrictLeader).AdjudicateDispatch(s.Ctx, &dispatchv1.AdjudicateDispatchRequest{Name: d.GetName(), Assignment: of(testkit.GardensOffice),
		Decision: dispatchv1.Objection_STATE_UPHELD, Ruling: "由环卫承担", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_KEEP}))
	d = s.Dispatched(street.AssignUnit(s.Ctx, &dispatchv1.AssignUnitRequest{Name: d.GetName(), Unit: s.UnitName("HWZX"),
		Role: dispatchv1.Assignment_ROLE_ASSIST, Duty: "清运杂物"}))
	signs("HWZX")

	passes("CGZFJ", dispatchv1.Clock_KIND_SIGN)
	signs("CGZFJ", "GAFJ") // late
	for _, code := range []string{"ZJW", testkit.Planning, testkit.WaterOffice, "CGZFJ", "GAFJ", "HWZX"} {
		s.ReportIn(who[code], of(code), true)
	}
	s.ReportIn(who["SCJGJ"], of("SCJGJ"), false)
	s.Assigned(street.WaiveAssignment(s.Ctx, &dispatchv1.WaiveAssignmentRequest{Name: of("STHJJ"), Reason: "不产生扬尘"}))
	passes("JYJYD", dispatchv1.Clock_KIND_REPORT_IN)
	s.ReportIn(who["JYJYD"], of("JYJYD"), true) // late
	s.Dispatched(leader.EscalateDispatch(s.Ctx, &dispatchv1.EscalateDispatchRequest{Name: d.GetName(), Reason: "改造资金跨年度，街道无权调整"}))
	s.Complete(who[testkit.Planning], of(testkit.Planning)) // goes on meanwhile
	if now := s.ReadDispatch(d); now.GetState() != dispatchv1.Dispatch_STATE_ESCALATED {
		t.Errorf("before the district the whistle is %v", now.GetState())
	}
	decided := s.Dispatched(s.As(testkit.DistrictLeader).DecideEscalation(s.Ctx, &dispatchv1.DecideEscalationRequest{Name: d.GetName(),
		Instruction: "资金由区财政统筹，水务局牵头", LeadUnit: s.UnitName(testkit.WaterOffice)}))
	if first, next := s.Assignment(decided, "ZJW"), s.Assignment(decided, testkit.WaterOffice); decided.GetState() != dispatchv1.Dispatch_STATE_HANDLING ||
		first.GetRole() != dispatchv1.Assignment_ROLE_ASSIST || next.GetRole() != dispatchv1.Assignment_ROLE_LEAD {
		t.Errorf("the district decides: %v, %v, %v", decided.GetState(), first, next)
	}
	for _, code := range []string{"CGZFJ", "JYJYD", "GAFJ", "SCJGJ", "HWZX", "ZJW", testkit.WaterOffice} {
		s.Complete(who[code], of(code))
	}
	cleared := s.Dispatched(street.ClearDispatch(s.Ctx, &dispatchv1.ClearDispatchRequest{Name: d.GetName(), Note: "现场已核实"}))
	if cleared.GetState() != dispatchv1.Dispatch_STATE_CLEARED {
		t.Errorf("the whistle is %v", cleared.GetState())
	}

	type way struct {
		state        dispatchv1.Assignment_State
		late, signed bool // late to report in; signed late
		outcome      dispatchv1.ReportIn_Outcome
	}
	const done, with = dispatchv1.Assignment_STATE_COMPLETED, dispatchv1.ReportIn_OUTCOME_WITH_POWER
	for code, want := range map[string]way{
		"ZJW": {done, false, false, with}, testkit.Planning: {done, false, false, with}, testkit.WaterOffice: {done, false, false, with},
		"CGZFJ": {done, false, true, with}, "GAFJ": {done, false, true, with}, "JYJYD": {done, true, false, with},
		"SCJGJ": {done, false, false, dispatchv1.ReportIn_OUTCOME_WITHOUT_POWER}, "HWZX": {done, false, false, with},
		testkit.GardensOffice: {state: dispatchv1.Assignment_STATE_RETURNED}, "STHJJ": {state: dispatchv1.Assignment_STATE_WAIVED, signed: true},
		"MZJ": {state: dispatchv1.Assignment_STATE_SENT},
	} {
		a := s.Assignment(s.ReadDispatch(d), code)
		got := way{a.GetState(), a.GetReportInLate(), false, a.GetReportIn().GetOutcome()}
		for _, c := range s.ClocksOf(d) {
			got.signed = got.signed || c.GetParent() == a.GetName() && c.GetKind() == dispatchv1.Clock_KIND_SIGN && c.GetBreachedTime() != nil
		}
		if got != want {
			t.Errorf("%s: %+v, want %+v", code, got, want)
		}
	}
}
