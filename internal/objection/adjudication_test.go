package objection_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// matter is an issue that is dispatched to the planning bureau.
type matter struct {
	world
	issues testkit.Issues
	issue  *intakev1.Issue
}

func startMatter(t *testing.T) matter {
	t.Helper()
	issues := testkit.StartIssues(t)
	m := matter{world: world{testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}}, issues: issues}
	m.issue = m.dispatched(m.triaged(), testkit.Planning)
	return m
}

// triaged is another issue of the same category.
func (m matter) triaged() *intakev1.Issue {
	m.T.Helper()
	return m.issues.Do(m.T, m.issues.File(m.T), "triage")
}

// dispatched is an issue handed to a unit.
func (m matter) dispatched(issue *intakev1.Issue, lead string) *intakev1.Issue {
	m.T.Helper()
	after, err := m.dispatch(issue, lead)
	if err != nil {
		m.T.Fatal(err)
	}
	return after
}

func (m matter) dispatch(issue *intakev1.Issue, lead string) (*intakev1.Issue, error) {
	return m.issues.As(testkit.Dispatcher).DispatchIssue(m.Ctx, &intakev1.DispatchIssueRequest{Name: issue.GetName(), LeadUnit: m.UnitName(lead), Text: "请办理"})
}

// dutyOf is the duty of a unit in the order of an issue.
func (m matter) dutyOf(issue *intakev1.Issue, code string) string {
	m.T.Helper()
	return m.AssignmentOf(m.ReadDispatch(&dispatchv1.Dispatch{Name: issue.GetDispatch()}), code)
}

func (m matter) read() *intakev1.Issue {
	m.T.Helper()
	issue, err := m.issues.As(testkit.Dispatcher).GetIssue(m.Ctx, &intakev1.GetIssueRequest{Name: m.issue.GetName()})
	if err != nil {
		m.T.Fatal(err)
	}
	return issue
}

func (w world) assign(order, code, reason string) (*dispatchv1.Dispatch, error) {
	return w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: order, Unit: w.UnitName(code),
		Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "办理产权登记", ForceReason: reason})
}

func (w world) adjudicate(who testkit.Who, duty string, decision dispatchv1.Objection_State) (*dispatchv1.Dispatch, error) {
	return w.As(who).AdjudicateDispatch(w.Ctx, &dispatchv1.AdjudicateDispatchRequest{Name: duty[:len("dispatches/")+36], Assignment: duty,
		Decision: decision, Ruling: "专题会议纪要第三号", ClockOutcome: pause})
}

// returned has a unit give its duty back, by the ruling of the street or the district.
func (w world) returned(who testkit.Who, duty string) {
	w.T.Helper()
	if w.Assigned(w.object(who, duty)); w.ReadDispatch(&dispatchv1.Dispatch{Name: duty[:len("dispatches/")+36]}).GetState() == dispatchv1.Dispatch_STATE_ADJUDICATION {
		w.Dispatched(w.adjudicate(testkit.DistrictLeader, duty, upheld))
		return
	}
	if _, err := w.decide(testkit.StreetLeader, duty, upheld, keep); err != nil {
		w.T.Fatal(err)
	}
}

// proves DI-10
func TestTheSecondObjectionInAMatterIsTheDistrictsAndItsRulingIsAPrecedent(t *testing.T) {
	t.Parallel()
	m := startMatter(t)
	if _, err := m.Owner().Exec(m.Ctx, `insert into membership (tenant_id, id, create_time, update_time, version, person_id, unit_id, role, valid_from)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, person_id, $1, role, valid_from from membership
		where person_id = $2`, m.Unit("110111011"), testkit.ID(testkit.StreetLeader)); err != nil { // leads another street too
		t.Fatal(err)
	}
	order := m.issue.GetDispatch()
	m.returned(testkit.LiaisonA, m.dutyOf(m.issue, testkit.Planning))
	if back := m.read(); back.GetState() != intakev1.Issue_STATE_TRIAGED || back.GetLeadUnit() != "" {
		t.Fatalf("given back as %v", back)
	}
	m.Dispatched(m.assign(order, testkit.WaterOffice, ""))
	if again := m.read(); again.GetState() != intakev1.Issue_STATE_DISPATCHED || again.GetLeadUnit() != m.UnitName(testkit.WaterOffice) || again.GetDispatch() != order {
		t.Fatalf("another lead leaves the issue %v", again)
	}

	duty := m.dutyOf(m.issue, testkit.WaterOffice)
	m.Assigned(m.object(testkit.LiaisonB, duty))
	if d := m.ReadDispatch(&dispatchv1.Dispatch{Name: order}); d.GetState() != dispatchv1.Dispatch_STATE_ADJUDICATION {
		t.Fatalf("the second objection leaves it %v", d.GetState())
	}
	m.WantTime("the district rules by", m.ClockOf(&dispatchv1.Dispatch{Name: order}, duty, dispatchv1.Clock_KIND_OBJECTION).GetDueTime(), m.Clock.Now(0).Add(48*time.Hour))
	_, err := m.decide(testkit.StreetLeader, duty, upheld, keep)
	testkit.WantFault(t, err, codes.FailedPrecondition, "OBJECTION_OF_DISTRICT")
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonB, testkit.Dispatcher, testkit.StreetLeader} {
		if _, err := m.adjudicate(who, duty, upheld); status.Code(err) != codes.PermissionDenied {
			t.Errorf("%s adjudicates: %v", who, err)
		}
	}
	if d := m.Dispatched(m.adjudicate(testkit.DistrictLeader, duty, upheld)); d.GetState() != dispatchv1.Dispatch_STATE_SENT ||
		m.Assignment(d, testkit.WaterOffice).GetState() != dispatchv1.Assignment_STATE_RETURNED {
		t.Errorf("adjudicated: %v", d)
	}
	_, err = m.adjudicate(testkit.DistrictLeader, duty, upheld)
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")

	precedents := m.listed(testkit.LiaisonC, "dispatches/-/assignments/-", `level = LEVEL_DISTRICT AND category = "`+m.issues.Category+`"`)
	if len(precedents) != 1 || precedents[0].GetUnit() != m.UnitName(testkit.WaterOffice) || precedents[0].GetRuling() != "专题会议纪要第三号" ||
		precedents[0].GetNote() != "" || precedents[0].GetObjector() != "" {
		t.Fatalf("another department reads the precedents %v", precedents)
	}
	like := m.triaged()
	_, err = m.dispatch(like, testkit.WaterOffice)
	testkit.WantFault(t, err, codes.InvalidArgument, "PRECEDENT_RELIEVES")
	if told := testkit.Metadata(err); told["precedent"] != precedents[0].GetName() || told["clause"] != "三定规定第四条" {
		t.Errorf("the refusal tells %v", told)
	}
	m.dispatched(like, testkit.Planning) // given back by the street's word alone
	_, err = m.assign(like.GetDispatch(), testkit.WaterOffice, "")
	if status.Code(err) == codes.OK {
		t.Error("a relieved unit is called by AssignUnit")
	}
	m.Settle(t, "dispatch.precedent_days", "0")
	m.dispatched(m.triaged(), testkit.WaterOffice)
}

// proves DI-10
func TestWhatTheDistrictOverrulesBindsTheUnitInTheNextLikeMatter(t *testing.T) {
	t.Parallel()
	m := startMatter(t)
	m.Settle(t, "dispatch.street_objections", "0")
	duty := m.dutyOf(m.issue, testkit.Planning)
	m.Sign(testkit.LiaisonA, duty)
	m.Assigned(m.object(testkit.LiaisonA, duty))
	if d := m.Dispatched(m.adjudicate(testkit.DistrictLeader, duty, overruled)); d.GetState() != dispatchv1.Dispatch_STATE_HANDLING ||
		m.Assignment(d, testkit.Planning).GetState() != dispatchv1.Assignment_STATE_SIGNED {
		t.Errorf("overruled: %v", d)
	}
	next := m.dutyOf(m.dispatched(m.triaged(), testkit.Planning), testkit.Planning)
	_, err := m.object(testkit.LiaisonA, next)
	testkit.WantFault(t, err, codes.FailedPrecondition, "PRECEDENT_BINDS")
	if told := testkit.Metadata(err)["precedent"]; told != m.listed(testkit.LiaisonA, duty, "")[0].GetName() {
		t.Errorf("the refusal names %s", told)
	}
	m.Assigned(m.As(testkit.LiaisonA).ReturnAssignment(m.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: next, Reason: dispatchv1.Return_REASON_ALREADY_HANDLED}))
	m.Clock.Advance(time.Minute)
	m.Dispatched(m.adjudicate(testkit.DistrictLeader, next, upheld)) // for another reason, which says nothing of the duty
	last := m.dutyOf(m.dispatched(m.triaged(), testkit.Planning), testkit.Planning)
	_, err = m.object(testkit.LiaisonA, last)
	testkit.WantFault(t, err, codes.FailedPrecondition, "PRECEDENT_BINDS")
}

// proves DI-10
func TestAMatterIsGivenBackSoOftenAndThenALeadIsForcedOnItThatCannotGiveItBack(t *testing.T) {
	t.Parallel()
	m := startMatter(t)
	m.Settle(t, "dispatch.precedent_days", "0")
	order := m.issue.GetDispatch()
	_, err := m.assign(order, testkit.WaterOffice, "没有理由")
	testkit.WantField(t, err, codes.FailedPrecondition, "FORCE_TOO_EARLY", "force_reason")
	m.returned(testkit.LiaisonA, m.dutyOf(m.issue, testkit.Planning))
	again := m.dispatched(m.read(), testkit.WaterOffice) // by an order of its own
	m.returned(testkit.LiaisonB, m.dutyOf(again, testkit.WaterOffice))
	order = again.GetDispatch()
	_, err = m.assign(order, testkit.Planning, "")
	testkit.WantField(t, err, codes.InvalidArgument, "FORCE_REASON_REQUIRED", "force_reason")
	forced := m.Assignment(m.Dispatched(m.assign(order, testkit.Planning, "两次退回，街道指定")), testkit.Planning)
	if forced.GetForcedReason() != "两次退回，街道指定" || forced.GetRole() != dispatchv1.Assignment_ROLE_LEAD {
		t.Errorf("forced as %v", forced)
	}
	if lead := m.read().GetLeadUnit(); lead != m.UnitName(testkit.Planning) {
		t.Errorf("the issue is led by %s", lead)
	}
	if n := m.Count(`select count(*) from audit where action = 'dispatch.dispatch.assign' and after::text like '%"forced": true%'`); n != 1 {
		t.Errorf("%d audit rows of a forced lead", n)
	}
	_, err = m.object(testkit.LiaisonA, forced.GetName())
	testkit.WantFault(t, err, codes.FailedPrecondition, "RETURNS_USED_UP")
	m.Sign(testkit.LiaisonA, forced.GetName())
}

func TestADispatchWithTwoObjectionsGoesBackOnceTheDistrictHasRuledOnBoth(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.street_objections", "0")
	d := w.Emergency()
	planning, gardens := w.AssignmentOf(d, testkit.Planning), w.AssignmentOf(d, testkit.GardensOffice)
	w.Assigned(w.object(testkit.LiaisonA, planning))
	w.Assigned(w.object(testkit.LiaisonC, gardens))
	w.Sign(testkit.LiaisonB, w.AssignmentOf(d, testkit.WaterOffice))
	if now := w.Dispatched(w.adjudicate(testkit.DistrictLeader, planning, upheld)); now.GetState() != dispatchv1.Dispatch_STATE_ADJUDICATION {
		t.Errorf("one objection is left: %v", now.GetState())
	}
	w.ReportIn(testkit.LiaisonB, w.AssignmentOf(d, testkit.WaterOffice), true)
	w.Complete(testkit.LiaisonB, w.AssignmentOf(d, testkit.WaterOffice))
	if now := w.Dispatched(w.adjudicate(testkit.DistrictLeader, gardens, upheld)); now.GetState() != dispatchv1.Dispatch_STATE_COMPLETED {
		t.Errorf("the lead is done and nobody is open: %v", now.GetState())
	}
}

func TestAUnitWhoseObjectionIsNotDecidedKeepsItsRole(t *testing.T) {
	t.Parallel()
	w := start(t)
	d := w.Emergency()
	w.Assigned(w.object(testkit.LiaisonA, w.AssignmentOf(d, testkit.Planning)))
	_, err := w.assign(d.GetName(), testkit.Planning, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "RETURN_PENDING")
}
