package objection_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	upheld    = dispatchv1.Objection_STATE_UPHELD
	overruled = dispatchv1.Objection_STATE_OVERRULED
	keep      = dispatchv1.Objection_CLOCK_OUTCOME_KEEP
	restart   = dispatchv1.Objection_CLOCK_OUTCOME_RESET
	pause     = dispatchv1.Objection_CLOCK_OUTCOME_PAUSE
)

// world is a server on which orders are objected to.
type world struct{ testkit.Dispatches }

func start(t *testing.T) world {
	t.Helper()
	return world{testkit.StartDispatches(t)}
}

// object has a unit object to a duty for want of duty.
func (w world) object(who testkit.Who, duty string) (*dispatchv1.Assignment, error) {
	return w.As(who).ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY,
		Clause: "三定规定第四条", Note: "管线属市政", SuggestedUnit: w.UnitName(testkit.WaterOffice)})
}

func (w world) decide(who testkit.Who, duty string, decision dispatchv1.Objection_State, outcome dispatchv1.Objection_ClockOutcome) (*dispatchv1.Objection, error) {
	return w.As(who).DecideObjection(w.Ctx, &dispatchv1.DecideObjectionRequest{Name: duty, Decision: decision, Ruling: "经核实", ClockOutcome: outcome})
}

// listed are the objections that somebody finds.
func (w world) listed(who testkit.Who, parent, filter string) []*dispatchv1.Objection {
	w.T.Helper()
	return testkit.Must[*dispatchv1.ListObjectionsResponse](w.Dispatches)(w.As(who).ListObjections(w.Ctx,
		&dispatchv1.ListObjectionsRequest{Parent: parent, Filter: filter})).GetObjections()
}

func (w world) duty(name string) *dispatchv1.Assignment {
	w.T.Helper()
	return w.Assigned(w.As(testkit.Dispatcher).GetAssignment(w.Ctx, &dispatchv1.GetAssignmentRequest{Name: name}))
}

// proves DI-08
func TestAnObjectionWaitsForTheStreetWhichGivesTheDutyBackOrLeavesItWhereItStood(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		signed   bool
		decision dispatchv1.Objection_State
		want     dispatchv1.Assignment_State
	}{
		{false, upheld, dispatchv1.Assignment_STATE_RETURNED},
		{false, overruled, dispatchv1.Assignment_STATE_SENT},
		{true, upheld, dispatchv1.Assignment_STATE_RETURNED},
		{true, overruled, dispatchv1.Assignment_STATE_SIGNED},
	} {
		w := start(t)
		order := w.Order()
		duty := w.AssignmentOf(order, testkit.Planning)
		if c.signed {
			w.Sign(testkit.LiaisonA, duty)
		}
		filed := w.Assigned(w.object(testkit.LiaisonA, duty))
		if filed.GetState() != dispatchv1.Assignment_STATE_RETURN_REQUESTED || filed.GetReturned() != nil {
			t.Fatalf("an objection makes it %v", filed)
		}
		_, err := w.As(testkit.LiaisonA).SignAssignment(w.Ctx, &dispatchv1.SignAssignmentRequest{Name: duty})
		testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
		open := w.listed(testkit.LiaisonA, duty, "")
		if len(open) != 1 || open[0].GetState() != dispatchv1.Objection_STATE_PENDING || open[0].GetLevel() != dispatchv1.Objection_LEVEL_STREET ||
			open[0].GetClause() != "三定规定第四条" || open[0].GetSuggestedUnit() != w.UnitName(testkit.WaterOffice) || open[0].GetDecideTime() != nil {
			t.Fatalf("filed as %v", open)
		}
		w.Clock.Advance(time.Hour)
		ruled, err := w.decide(testkit.StreetLeader, duty, c.decision, keep)
		if err != nil || ruled.GetState() != c.decision || ruled.GetRuling() != "经核实" || ruled.GetDecider() == "" || ruled.GetDecider() == ruled.GetObjector() {
			t.Fatal(ruled, err)
		}
		w.WantTime("the ruling", ruled.GetDecideTime(), testkit.Epoch.Add(time.Hour))
		now := w.duty(duty)
		if now.GetState() != c.want {
			t.Errorf("signed %v and %v: %v, want %v", c.signed, c.decision, now.GetState(), c.want)
		}
		if back := now.GetReturned(); (back != nil) != (c.decision == upheld) || back != nil && (back.GetClause() != "三定规定第四条" || back.GetNote() != "管线属市政") {
			t.Errorf("given back as %v", back)
		}
		_, err = w.decide(testkit.StreetLeader, duty, c.decision, keep)
		testkit.WantFault(t, err, codes.FailedPrecondition, "OBJECTION_NOT_PENDING")
		if c.decision == overruled {
			continue
		}
		called := w.Dispatched(w.As(testkit.Dispatcher).AssignUnit(w.Ctx, &dispatchv1.AssignUnitRequest{Name: order.GetName(),
			Unit: w.UnitName(testkit.WaterOffice), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "办理产权登记"}))
		if a := w.Assignment(called, testkit.WaterOffice); a.GetRole() != dispatchv1.Assignment_ROLE_LEAD || a.GetForcedReason() != "" {
			t.Errorf("called next: %v", a)
		}
	}
}

func TestAUnitObjectsInItsOwnShortTimeOnly(t *testing.T) {
	t.Parallel()
	w := start(t)
	late, soon := w.AssignmentOf(w.Order(), testkit.Planning), w.AssignmentOf(w.Order(), testkit.Planning)
	w.Clock.Advance(24*time.Hour - time.Microsecond)
	w.Assigned(w.object(testkit.LiaisonA, soon))
	w.Clock.Advance(time.Microsecond)
	_, err := w.object(testkit.LiaisonA, late)
	testkit.WantFault(t, err, codes.FailedPrecondition, "OBJECTION_TOO_LATE")
	actions := testkit.Must[*dispatchv1.ListAssignmentActionsResponse](w.Dispatches)(w.As(testkit.LiaisonA).ListAssignmentActions(w.Ctx,
		&dispatchv1.ListAssignmentActionsRequest{Name: late})).GetActions()
	if i := slices.IndexFunc(actions, func(a *dispatchv1.Action) bool { return a.GetVerb() == "return" }); actions[i].GetAllowed() || actions[i].GetReason() != "OBJECTION_TOO_LATE" {
		t.Errorf("what the unit may do: %v", actions[i])
	}
	w.Settle(t, "dispatch.objection_hours", "48")
	w.Assigned(w.object(testkit.LiaisonA, late))
}

func TestWhatAnObjectionMustSayIsNamed(t *testing.T) {
	t.Parallel()
	w := start(t)
	duty := w.AssignmentOf(w.Order(), testkit.Planning)
	_, err := w.As(testkit.LiaisonA).ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_NOT_OUR_DUTY})
	testkit.WantField(t, err, codes.InvalidArgument, "CLAUSE_REQUIRED", "clause")
	_, err = w.As(testkit.LiaisonA).ReturnAssignment(w.Ctx, &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_DUPLICATE,
		SuggestedUnit: "units/00000000-0000-7000-8000-000000000000"})
	testkit.WantField(t, err, codes.InvalidArgument, "DISPATCH_UNIT_UNKNOWN", "suggested_unit")
	if n := w.Count("select count(*) from dispatch_objection"); n != 0 {
		t.Errorf("%d objections of what was refused", n)
	}
}

func TestOnlyALeaderOfTheStreetRulesWhoDoesNotBelongToTheUnit(t *testing.T) {
	t.Parallel()
	w := start(t)
	duty := w.AssignmentOf(w.Order(), testkit.Planning)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound, testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.object(who, duty); status.Code(err) != want {
			t.Errorf("%s objects: %v, want %v", who, err, want)
		}
	}
	w.Assigned(w.object(testkit.LiaisonA, duty))
	for _, who := range []testkit.Who{testkit.Resident, testkit.LiaisonA, testkit.Dispatcher, testkit.AuditAdmin} {
		if _, err := w.decide(who, duty, upheld, keep); status.Code(err) != codes.PermissionDenied {
			t.Errorf("%s rules: %v", who, err)
		}
	}
	if _, err := w.As(testkit.LiaisonB).ListObjections(w.Ctx, &dispatchv1.ListObjectionsRequest{Parent: duty}); status.Code(err) != codes.NotFound {
		t.Errorf("a unit that is not called reads it: %v", err)
	}
	if _, err := w.Owner().Exec(w.Ctx, `insert into membership (tenant_id, id, create_time, update_time, version, person_id, unit_id, role, valid_from)
		select tenant_id, gen_random_uuid(), create_time, update_time, 1, person_id, $1, 'LIAISON', valid_from from membership
		where person_id = $2`, w.Unit(testkit.Planning), testkit.ID(testkit.StreetLeader)); err != nil {
		t.Fatal(err)
	}
	_, err := w.decide(testkit.StreetLeader, duty, upheld, keep)
	testkit.WantFault(t, err, codes.PermissionDenied, "OWN_OBJECTION")
}

func TestTwoRulingsAtOnceAreOneAndARepeatedCallFindsItsAnswer(t *testing.T) {
	t.Parallel()
	w := start(t)
	duty := w.AssignmentOf(w.Order(), testkit.Planning)
	key := metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "objection-1")
	again := func() (*dispatchv1.Assignment, error) {
		return w.As(testkit.LiaisonA).ReturnAssignment(key, &dispatchv1.ReturnAssignmentRequest{Name: duty, Reason: dispatchv1.Return_REASON_DUPLICATE})
	}
	first, err := again()
	second, err2 := again()
	if err != nil || err2 != nil || first.GetEtag() != second.GetEtag() || w.Count("select count(*) from dispatch_objection") != 1 {
		t.Fatal(first, err, second, err2)
	}
	_, err = w.As(testkit.StreetLeader).DecideObjection(w.Ctx, &dispatchv1.DecideObjectionRequest{Name: duty, Decision: upheld, Ruling: "经核实", ClockOutcome: keep, Etag: `"0"`})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	var wg sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		wg.Go(func() {
			_, errs[i] = w.decide(testkit.StreetLeader, duty, []dispatchv1.Objection_State{upheld, overruled}[i%2], keep)
		})
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		testkit.WantFault(t, err, codes.FailedPrecondition, "OBJECTION_NOT_PENDING")
	}
	if won != 1 {
		t.Errorf("%d rulings", won)
	}
}

func TestAnObjectionLapsesWithItsDispatch(t *testing.T) {
	t.Parallel()
	w := start(t)
	order := w.Order()
	duty := w.AssignmentOf(order, testkit.Planning)
	w.Assigned(w.object(testkit.LiaisonA, duty))
	_, err := w.As(testkit.Dispatcher).ClearDispatch(w.Ctx, &dispatchv1.ClearDispatchRequest{Name: order.GetName(), Note: "已处理"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ASSIGNMENTS_OPEN")
	w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: order.GetName(), Reason: "误派"}))
	if got := w.listed(testkit.LiaisonA, duty, "state = STATE_LAPSED"); len(got) != 1 {
		t.Errorf("the objection is %v", w.listed(testkit.LiaisonA, duty, ""))
	}
	if now := w.duty(duty); now.GetState() != dispatchv1.Assignment_STATE_CANCELLED {
		t.Error(now)
	}
	if n := w.Count("select count(*) from clock where stopped_time is null"); n != 0 {
		t.Errorf("%d clocks run on", n)
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Assigned(w.object(testkit.LiaisonA, w.AssignmentOf(w.Order(), testkit.Planning)))
	for want, change := range map[string]string{
		"dispatch_objection_level":       "update dispatch_objection set level = 'CITY'",
		"dispatch_objection_state":       "update dispatch_objection set state = 'LOST', decide_time = create_time",
		"dispatch_objection_reason":      "update dispatch_objection set reason = 'TIRED'",
		"dispatch_objection_clause":      "update dispatch_objection set clause = ''",
		"dispatch_objection_over":        "update dispatch_objection set state = 'LAPSED'",
		"dispatch_objection_ruled":       "update dispatch_objection set state = 'UPHELD', decide_time = create_time",
		"dispatch_objection_by_one":      "update dispatch_objection set objector_id = null",
		"dispatch_objection_by_another":  "update dispatch_objection set state = 'UPHELD', decide_time = create_time, decider_id = objector_id, ruling = '是', clock_outcome = 'KEEP'",
		"dispatch_objection_one_pending": "insert into dispatch_objection select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid()))).* from dispatch_objection o",
	} {
		_, err := w.Owner().Exec(w.Ctx, change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}
