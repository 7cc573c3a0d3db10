package escalation_test

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
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world is a server on which the water office leads an emergency whistle.
type world struct {
	testkit.Dispatches
	whistle *dispatchv1.Dispatch
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Dispatches: testkit.StartDispatches(t)}
	w.whistle = w.Emergency()
	return w
}

func (w world) of(code string) string { return w.AssignmentOf(w.ReadDispatch(w.whistle), code) }

func (w world) escalate(who testkit.Who) (*dispatchv1.Dispatch, error) {
	return w.As(who).EscalateDispatch(w.Ctx, &dispatchv1.EscalateDispatchRequest{Name: w.whistle.GetName(), Reason: "管线权属跨区，街道无法协调"})
}

// escalated has the street bring the whistle before the district.
func (w world) escalated() *dispatchv1.Dispatch {
	w.T.Helper()
	return w.Dispatched(w.escalate(testkit.StreetLeader))
}

func (w world) decide(who testkit.Who, lead string) (*dispatchv1.Dispatch, error) {
	req := &dispatchv1.DecideEscalationRequest{Name: w.whistle.GetName(), Instruction: "按区应急预案办理"}
	if lead != "" {
		req.LeadUnit = w.UnitName(lead)
	}
	return w.As(who).DecideEscalation(w.Ctx, req)
}

func (w world) listed(who testkit.Who, parent, filter string) []*dispatchv1.Escalation {
	w.T.Helper()
	return testkit.Must[*dispatchv1.ListEscalationsResponse](w.Dispatches)(w.As(who).ListEscalations(w.Ctx,
		&dispatchv1.ListEscalationsRequest{Parent: parent, Filter: filter})).GetEscalations()
}

func TestADispatchBeforeTheDistrictGoesOnAndComesBackWithAnInstruction(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Sign(testkit.LiaisonB, w.of(testkit.WaterOffice))
	before := w.ClockOf(w.whistle, w.of(testkit.WaterOffice), dispatchv1.Clock_KIND_REPORT_IN)
	w.Clock.Advance(time.Minute)
	if d := w.escalated(); d.GetState() != dispatchv1.Dispatch_STATE_ESCALATED {
		t.Fatal(d)
	}
	if c := w.ClockOf(w.whistle, w.of(testkit.WaterOffice), dispatchv1.Clock_KIND_REPORT_IN); c.GetState() != dispatchv1.Clock_STATE_RUNNING ||
		!c.GetDueTime().AsTime().Equal(before.GetDueTime().AsTime()) {
		t.Errorf("the clock of a called unit is %v, was %v", c, before)
	}
	own := w.ClockOf(w.whistle, w.whistle.GetName(), dispatchv1.Clock_KIND_ESCALATION)
	w.WantTime("the district decides by", own.GetDueTime(), testkit.Epoch.Add(time.Minute+48*time.Hour))
	w.ReportIn(testkit.LiaisonB, w.of(testkit.WaterOffice), true)
	_, err := w.As(testkit.Dispatcher).ClearDispatch(w.Ctx, &dispatchv1.ClearDispatchRequest{Name: w.whistle.GetName(), Note: "已处理"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if got := w.listed(testkit.DistrictLeader, "dispatches/-", "state = STATE_PENDING"); len(got) != 1 || got[0].GetReason() == "" || got[0].GetEscalator() == "" {
		t.Fatalf("the district finds %v", got)
	}

	w.Clock.Advance(time.Hour)
	d := w.Dispatched(w.decide(testkit.DistrictLeader, ""))
	if d.GetState() != dispatchv1.Dispatch_STATE_HANDLING || w.Assignment(d, testkit.WaterOffice).GetRole() != dispatchv1.Assignment_ROLE_LEAD {
		t.Errorf("decided: %v", d)
	}
	if c := w.ClockOf(w.whistle, w.whistle.GetName(), dispatchv1.Clock_KIND_ESCALATION); c.GetState() != dispatchv1.Clock_STATE_MET {
		t.Errorf("the clock of the district is %v", c)
	}
	for _, who := range []testkit.Who{testkit.LiaisonA, testkit.StreetLeader} {
		got := w.listed(who, w.whistle.GetName(), "")
		if len(got) != 1 || got[0].GetState() != dispatchv1.Escalation_STATE_INSTRUCTED || got[0].GetInstruction() != "按区应急预案办理" ||
			got[0].GetDecider() == got[0].GetEscalator() || got[0].GetLeadUnit() != "" {
			t.Errorf("%s reads %v", who, got)
		}
		w.WantTime("decided", got[0].GetDecideTime(), testkit.Epoch.Add(time.Hour+time.Minute))
	}
	w.escalated() // once more, and from there
	if n := len(w.listed(testkit.Dispatcher, w.whistle.GetName(), "")); n != 2 {
		t.Errorf("%d escalations are kept", n)
	}
}

func TestTheDistrictMayNameAnotherLead(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.escalated()
	_, err := w.decide(testkit.DistrictLeader, testkit.WaterOffice)
	testkit.WantField(t, err, codes.AlreadyExists, "SAME_ROLE", "lead_unit")
	_, err = w.As(testkit.DistrictLeader).DecideEscalation(w.Ctx, &dispatchv1.DecideEscalationRequest{Name: w.whistle.GetName(), Instruction: "x",
		LeadUnit: "units/01900000-0000-7000-8000-000000000000"})
	testkit.WantField(t, err, codes.InvalidArgument, "DISPATCH_UNIT_UNKNOWN", "lead_unit")
	d := w.Dispatched(w.decide(testkit.DistrictLeader, "CGZFJ")) // not called before
	leads, assists := w.Assignment(d, "CGZFJ"), w.Assignment(d, testkit.WaterOffice)
	if d.GetState() != dispatchv1.Dispatch_STATE_SENT || leads.GetRole() != dispatchv1.Assignment_ROLE_LEAD || leads.GetDuty() != "按区应急预案办理" ||
		leads.GetState() != dispatchv1.Assignment_STATE_SENT || leads.GetForcedReason() != "" || assists.GetRole() != dispatchv1.Assignment_ROLE_ASSIST {
		t.Errorf("%v leads, %v assists in %v", leads, assists, d.GetState())
	}
	w.WantTime("the new lead signs by", w.ClockOf(d, leads.GetName(), dispatchv1.Clock_KIND_SIGN).GetDueTime(), w.Clock.Now(0).Add(10*time.Minute))
	if got := w.listed(testkit.Dispatcher, w.whistle.GetName(), "state = STATE_REASSIGNED"); len(got) != 1 || got[0].GetLeadUnit() != w.UnitName("CGZFJ") {
		t.Errorf("kept as %v", got)
	}
}

func TestALeadThatTheDistrictNamesIsForcedOnceTheReturnsAreUsedUp(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.returns", "1")
	w.Return(testkit.LiaisonB, &dispatchv1.ReturnAssignmentRequest{Name: w.of(testkit.WaterOffice), Reason: dispatchv1.Return_REASON_NEEDS_HIGHER_LEVEL})
	w.escalated()
	d := w.Dispatched(w.decide(testkit.DistrictLeader, testkit.Planning))
	if leads := w.Assignment(d, testkit.Planning); leads.GetRole() != dispatchv1.Assignment_ROLE_LEAD || leads.GetForcedReason() != "按区应急预案办理" {
		t.Errorf("the lead is %v", leads)
	}
}

func TestALeaderOfTheStreetAsksAndOneOfTheDistrictDecidesWhoHasNotAsked(t *testing.T) {
	t.Parallel()
	w := start(t)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.PermissionDenied,
		testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.escalate(who); status.Code(err) != want {
			t.Errorf("%s escalates: %v, want %v", who, err, want)
		}
	}
	_, err := w.decide(testkit.DistrictLeader, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	if n := w.Count("select count(*) from escalation"); n != 0 {
		t.Errorf("%d escalations after refusals", n)
	}
	w.escalated()
	_, err = w.escalate(testkit.StreetLeader)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.PermissionDenied,
		testkit.Dispatcher: codes.PermissionDenied, testkit.StreetLeader: codes.PermissionDenied} {
		if _, err := w.decide(who, ""); status.Code(err) != want {
			t.Errorf("%s decides: %v, want %v", who, err, want)
		}
	}
	_, err = w.As(testkit.DistrictLeader).DecideEscalation(w.Ctx, &dispatchv1.DecideEscalationRequest{Name: w.whistle.GetName(), Instruction: "x", Etag: "v9"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	w.Dispatched(w.decide(testkit.DistrictLeader, ""))

	own := w.Dispatched(w.escalate(testkit.DistrictLeader)) // leads the streets of his district too
	_, err = w.decide(testkit.DistrictLeader, "")
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_ESCALATION")
	_, err = w.decide(testkit.StreetLeader, "") // has not asked, and answers for the street alone
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	if now := w.ReadDispatch(own); now.GetState() != dispatchv1.Dispatch_STATE_ESCALATED {
		t.Errorf("refused, it is %v", now.GetState())
	}
	if got := w.listed(testkit.LiaisonC, "dispatches/-", ""); len(got) != 0 {
		t.Errorf("a department is listed %v", got)
	}
}

func TestAnObjectionThatIsTheDistrictsWaitsBesideTheEscalation(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.street_objections", "0")
	w.escalated()
	duty := w.of(testkit.Planning)
	w.Assigned(w.As(testkit.LiaisonA).ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_DUPLICATE}))
	if now := w.ReadDispatch(w.whistle); now.GetState() != dispatchv1.Dispatch_STATE_ESCALATED {
		t.Fatalf("with an objection it is %v", now.GetState())
	}
	rule := func() *dispatchv1.Dispatch {
		return w.Dispatched(w.As(testkit.DistrictLeader).AdjudicateDispatch(w.Ctx, &dispatchv1.AdjudicateDispatchRequest{Name: w.whistle.GetName(), Assignment: duty,
			Decision: dispatchv1.Objection_STATE_OVERRULED, Ruling: "不重复", ClockOutcome: dispatchv1.Objection_CLOCK_OUTCOME_KEEP}))
	}
	if d := rule(); d.GetState() != dispatchv1.Dispatch_STATE_ESCALATED {
		t.Errorf("ruled on before the decision it is %v", d.GetState())
	}
	w.Assigned(w.As(testkit.LiaisonA).ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_DUPLICATE}))
	if d := w.Dispatched(w.decide(testkit.DistrictLeader, "")); d.GetState() != dispatchv1.Dispatch_STATE_ADJUDICATION {
		t.Errorf("decided before the ruling it is %v", d.GetState())
	}
	if d := rule(); d.GetState() != dispatchv1.Dispatch_STATE_SENT {
		t.Errorf("ruled on last it is %v", d.GetState())
	}
}

func TestAnEscalationLapsesWithItsDispatch(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.escalated()
	w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: w.whistle.GetName(), Reason: "误报"}))
	if got := w.listed(testkit.StreetLeader, w.whistle.GetName(), ""); len(got) != 1 || got[0].GetState() != dispatchv1.Escalation_STATE_LAPSED || got[0].GetDecider() != "" {
		t.Errorf("kept as %v", got)
	}
	for _, c := range w.ClocksOf(w.whistle) {
		if c.GetStoppedTime() == nil {
			t.Errorf("the clock %v runs", c)
		}
	}
}

func TestUnitsThatAreDoneBeforeTheDecisionCompleteTheDispatchWithIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.escalated()
	for who, code := range map[testkit.Who]string{testkit.LiaisonB: testkit.WaterOffice, testkit.LiaisonA: testkit.Planning, testkit.LiaisonC: testkit.GardensOffice} {
		w.Sign(who, w.of(code))
		w.ReportIn(who, w.of(code), true)
		w.Complete(who, w.of(code))
	}
	if d := w.Dispatched(w.decide(testkit.DistrictLeader, "")); d.GetState() != dispatchv1.Dispatch_STATE_COMPLETED || d.GetCompletedTime() == nil {
		t.Errorf("decided: %v", d)
	}
}

func TestOneOfTwoDecisionsThatComeAtOnceIsGivenAndARepeatedCallIsAnsweredTheSame(t *testing.T) {
	t.Parallel()
	w := start(t)
	keyed := metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "escalate-once")
	for range 2 {
		d, err := w.As(testkit.StreetLeader).EscalateDispatch(keyed, &dispatchv1.EscalateDispatchRequest{Name: w.whistle.GetName(), Reason: "跨区"})
		if err != nil || d.GetState() != dispatchv1.Dispatch_STATE_ESCALATED {
			t.Fatal(d, err)
		}
	}
	var wg sync.WaitGroup
	answers := make([]error, 4)
	for i := range answers {
		wg.Go(func() { _, answers[i] = w.decide(testkit.DistrictLeader, testkit.Planning) })
	}
	wg.Wait()
	given := 0
	for _, err := range answers {
		switch status.Code(err) {
		case codes.OK:
			given++
		case codes.FailedPrecondition, codes.Aborted:
		default:
			t.Error(err)
		}
	}
	if n := w.Count("select count(*) from escalation where state = 'REASSIGNED'"); given != 1 || n != 1 {
		t.Errorf("%d decisions are given, %d kept", given, n)
	}
}

func TestTheDistrictIsToldOfAnEscalationAndTheUnitsAndTheStreetOfTheDecision(t *testing.T) {
	t.Parallel()
	w := start(t)
	told := func(who testkit.Who, title string) (n int) {
		t.Helper()
		w.Tell(t)
		list, err := noticev1.NewNoticeServiceClient(w.Conn(who)).ListNotices(w.Ctx, &noticev1.ListNoticesRequest{})
		if err != nil {
			t.Fatal(err)
		}
		for _, notice := range list.GetNotices() {
			if notice.GetTitle() == title {
				n++
			}
		}
		return n
	}
	w.escalated()
	for who, want := range map[testkit.Who]int{testkit.DistrictLeader: 1, testkit.LiaisonA: 1, testkit.Resident: 0} {
		if got := told(who, "提级"); got != want {
			t.Errorf("%s is told %d times of the escalation", who, got)
		}
	}
	w.Dispatched(w.decide(testkit.DistrictLeader, ""))
	for who, want := range map[testkit.Who]int{testkit.StreetLeader: 1, testkit.LiaisonB: 1, testkit.DistrictLeader: 0} {
		if got := told(who, "区级批示"); got != want {
			t.Errorf("%s is told %d times of the decision", who, got)
		}
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.escalated()
	w.Dispatched(w.decide(testkit.DistrictLeader, ""))
	w.escalated()
	for want, change := range map[string]string{
		"escalation_state":       "update escalation set state = 'LOST', decide_time = create_time where state = 'PENDING'",
		"escalation_one_pending": "update escalation set state = 'PENDING', decide_time = null, decider_id = null, instruction = '' where state = 'INSTRUCTED'",
		"escalation_by_another":  "update escalation set decider_id = escalator_id where state = 'INSTRUCTED'",
		"escalation_over":        "update escalation set decide_time = null where state = 'INSTRUCTED'",
		"escalation_decided":     "update escalation set instruction = '' where state = 'INSTRUCTED'",
		"escalation_lead":        "update escalation set lead_unit_id = issuing_unit_id where state = 'INSTRUCTED'",
		"escalation_reason":      "update escalation set reason = '' where state = 'PENDING'",
		"clock_owner":            "update clock set kind = 'SIGN' where kind = 'ESCALATION'",
	} {
		_, err := w.Owner().Exec(w.Ctx, change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}
