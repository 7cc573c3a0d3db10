package handover_test

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
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world is a server on which the planning bureau leads an order.
type world struct {
	testkit.Dispatches
	order *dispatchv1.Dispatch
	duty  string
}

func start(t *testing.T) world {
	t.Helper()
	w := world{Dispatches: testkit.StartDispatches(t)}
	w.order = w.Order()
	w.duty = w.AssignmentOf(w.order, testkit.Planning)
	return w
}

func (w world) offer(who testkit.Who, to string) (*dispatchv1.HandOver, error) {
	return w.As(who).HandOverAssignment(w.Ctx, &dispatchv1.HandOverAssignmentRequest{Name: w.duty, Unit: w.UnitName(to), Reason: "主体在水务"})
}

func (w world) offered(to string) *dispatchv1.HandOver {
	w.T.Helper()
	return testkit.Must[*dispatchv1.HandOver](w.Dispatches)(w.offer(testkit.LiaisonA, to))
}

func (w world) accept(who testkit.Who) (*dispatchv1.Assignment, error) {
	return w.As(who).AcceptHandOver(w.Ctx, &dispatchv1.AcceptHandOverRequest{Name: w.duty})
}

func (w world) decline(who testkit.Who) (*dispatchv1.HandOver, error) {
	return w.As(who).DeclineHandOver(w.Ctx, &dispatchv1.DeclineHandOverRequest{Name: w.duty, Note: "非本单位管线"})
}

func (w world) listed(who testkit.Who, filter string) []*dispatchv1.HandOver {
	w.T.Helper()
	return testkit.Must[*dispatchv1.ListHandOversResponse](w.Dispatches)(w.As(who).ListHandOvers(w.Ctx,
		&dispatchv1.ListHandOversRequest{Parent: "dispatches/-/assignments/-", Filter: filter})).GetHandOvers()
}

// proves DI-07, DI-27
func TestWhoReceivedItFirstIsResponsibleUntilAnotherUnitAccepts(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Sign(testkit.LiaisonA, w.duty)
	w.Clock.Advance(time.Hour)
	h := w.offered(testkit.WaterOffice)
	if h.GetState() != dispatchv1.HandOver_STATE_OFFERED || h.GetUnit() != w.UnitName(testkit.Planning) || h.GetToUnit() != w.UnitName(testkit.WaterOffice) ||
		h.GetDuty() != "办理产权登记" || h.GetRole() != dispatchv1.Assignment_ROLE_LEAD || h.GetTaken() != "" {
		t.Fatal(h)
	}
	w.Clock.Advance(time.Hour)
	before := w.Assignment(w.ReadDispatch(w.order), testkit.Planning)
	if c := w.ClockOf(w.order, w.duty, dispatchv1.Clock_KIND_COMPLETE); before.GetState() != dispatchv1.Assignment_STATE_SIGNED || c.GetState() != dispatchv1.Clock_STATE_RUNNING {
		t.Errorf("an offer leaves the first unit %v with its clock %v", before, c)
	}
	if got := w.listed(testkit.LiaisonB, "state = STATE_OFFERED"); len(got) != 1 || got[0].GetName() != h.GetName() {
		t.Fatalf("the other unit finds %v", got)
	}
	taken, err := w.accept(testkit.LiaisonB)
	if err != nil || taken.GetState() != dispatchv1.Assignment_STATE_SIGNED || taken.GetRole() != dispatchv1.Assignment_ROLE_LEAD || taken.GetUnit() != w.UnitName(testkit.WaterOffice) {
		t.Fatal(taken, err)
	}
	w.WantTime("taken over", taken.GetSentTime(), testkit.Epoch.Add(2*time.Hour))
	w.WantTime("what is left of the time", taken.GetDueTime(), w.order.GetDueTime().AsTime())
	now := w.ReadDispatch(w.order)
	if first := w.Assignment(now, testkit.Planning); first.GetState() != dispatchv1.Assignment_STATE_HANDED_OVER {
		t.Errorf("the first unit is %v", first)
	}
	for _, c := range w.ClocksOf(w.order) {
		if c.GetParent() == w.duty && c.GetStoppedTime() == nil || c.GetParent() == taken.GetName() && c.GetKind() == dispatchv1.Clock_KIND_SIGN {
			t.Errorf("the clock %v", c)
		}
	}
	ledger := w.listed(testkit.Dispatcher, "")
	if len(ledger) != 1 || ledger[0].GetState() != dispatchv1.HandOver_STATE_ACCEPTED || ledger[0].GetTaken() != taken.GetName() ||
		ledger[0].GetOfferer() == ledger[0].GetAnswerer() || ledger[0].GetAnswerer() == "" {
		t.Fatalf("recorded as %v", ledger)
	}
	w.WantTime("offered", ledger[0].GetCreateTime(), testkit.Epoch.Add(time.Hour))
	w.WantTime("accepted", ledger[0].GetAnswerTime(), testkit.Epoch.Add(2*time.Hour))
	w.Complete(testkit.LiaisonB, taken.GetName())
	if done := w.ReadDispatch(w.order); done.GetState() != dispatchv1.Dispatch_STATE_COMPLETED {
		t.Errorf("after the second unit is done: %v", done.GetState())
	}
}

// proves DI-27
func TestADeclinedHandOverLeavesTheDutyAndItMayBeOfferedToAnother(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.offered(testkit.WaterOffice)
	_, err := w.offer(testkit.LiaisonA, testkit.GardensOffice)
	testkit.WantFault(t, err, codes.AlreadyExists, "HAND_OVER_OFFERED")
	if h, err := w.decline(testkit.LiaisonB); err != nil || h.GetState() != dispatchv1.HandOver_STATE_DECLINED || h.GetNote() != "非本单位管线" {
		t.Fatal(h, err)
	}
	_, err = w.accept(testkit.LiaisonB)
	testkit.WantFault(t, err, codes.FailedPrecondition, "HAND_OVER_NOT_OFFERED")
	if a := w.Assignment(w.ReadDispatch(w.order), testkit.Planning); a.GetState() != dispatchv1.Assignment_STATE_SENT {
		t.Errorf("declined: %v", a)
	}
	w.offered(testkit.GardensOffice)
	_, err = w.accept(testkit.LiaisonB)
	testkit.WantFault(t, err, codes.FailedPrecondition, "HAND_OVER_NOT_OFFERED")
	if _, err := w.accept(testkit.LiaisonC); err != nil {
		t.Error(err)
	}
}

func TestOnlyTheUnitOffersAndOnlyTheOtherOneAnswers(t *testing.T) {
	t.Parallel()
	w := start(t)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound, testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.offer(who, testkit.WaterOffice); status.Code(err) != want {
			t.Errorf("%s offers: %v, want %v", who, err, want)
		}
	}
	w.offered(testkit.WaterOffice)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.NotFound, testkit.LiaisonC: codes.NotFound,
		testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.accept(who); status.Code(err) != want {
			t.Errorf("%s accepts: %v, want %v", who, err, want)
		}
		if _, err := w.decline(who); status.Code(err) != want {
			t.Errorf("%s declines: %v, want %v", who, err, want)
		}
	}
	if got := w.listed(testkit.LiaisonC, ""); len(got) != 0 {
		t.Errorf("a third unit finds %v", got)
	}
}

// proves DI-34
func TestADutyIsNotHandedOverToWhoMustNotBeCalled(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, err := w.offer(testkit.LiaisonA, testkit.Suzhuang)
	testkit.WantField(t, err, codes.InvalidArgument, "COMMUNITY_MUST_NOT_LEAD", "unit")
	_, err = w.offer(testkit.LiaisonA, testkit.Planning)
	testkit.WantField(t, err, codes.AlreadyExists, "DISPATCH_UNIT_TWICE", "unit")
	_, err = w.As(testkit.LiaisonA).HandOverAssignment(w.Ctx, &dispatchv1.HandOverAssignmentRequest{Name: w.duty,
		Unit: "units/00000000-0000-7000-8000-000000000000", Reason: "不清楚"})
	testkit.WantField(t, err, codes.InvalidArgument, "DISPATCH_UNIT_UNKNOWN", "unit")
	d := w.Emergency()
	_, err = w.As(testkit.CommunityWorker).HandOverAssignment(w.Ctx, &dispatchv1.HandOverAssignmentRequest{Name: w.AssignmentOf(d, testkit.Suzhuang),
		Unit: w.UnitName(testkit.Planning), Reason: "不归我们"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "HAND_OVER_INFORMED")
}

func TestAnOfferLapsesWithTheDuty(t *testing.T) {
	t.Parallel()
	for what, end := range map[string]func(w world){
		"done": func(w world) {
			w.Sign(testkit.LiaisonA, w.duty)
			w.Complete(testkit.LiaisonA, w.duty)
		},
		"called off": func(w world) {
			w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: w.order.GetName(), Reason: "误派"}))
		},
		"given back": func(w world) {
			w.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: w.duty, Reason: dispatchv1.Return_REASON_DUPLICATE})
		},
	} {
		w := start(t)
		w.offered(testkit.WaterOffice)
		end(w)
		if got := w.listed(testkit.LiaisonB, "state = STATE_LAPSED"); len(got) != 1 {
			t.Errorf("%s: %v", what, w.listed(testkit.LiaisonB, ""))
		}
		_, err := w.accept(testkit.LiaisonB)
		testkit.WantFault(t, err, codes.FailedPrecondition, "HAND_OVER_NOT_OFFERED")
		_, err = w.offer(testkit.LiaisonA, testkit.WaterOffice)
		testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	}
}

func TestAnOfferIsAnsweredOnceAndARepeatedCallFindsItsAnswer(t *testing.T) {
	t.Parallel()
	w := start(t)
	key := metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "hand-over-1")
	again := func() (*dispatchv1.HandOver, error) {
		return w.As(testkit.LiaisonA).HandOverAssignment(key, &dispatchv1.HandOverAssignmentRequest{Name: w.duty, Unit: w.UnitName(testkit.WaterOffice), Reason: "主体在水务"})
	}
	first, err := again()
	second, err2 := again()
	if err != nil || err2 != nil || first.GetName() != second.GetName() {
		t.Fatal(first, err, second, err2)
	}
	_, err = w.As(testkit.LiaisonB).AcceptHandOver(w.Ctx, &dispatchv1.AcceptHandOverRequest{Name: w.duty, Etag: `"0"`})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	var wg sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		wg.Go(func() {
			if i%2 == 0 {
				_, errs[i] = w.accept(testkit.LiaisonB)
			} else {
				_, errs[i] = w.decline(testkit.LiaisonB)
			}
		})
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
			continue
		}
		testkit.WantFault(t, err, codes.FailedPrecondition, "HAND_OVER_NOT_OFFERED")
	}
	if won != 1 {
		t.Errorf("%d answers", won)
	}
}

// proves DI-07
func TestWithTheLeadTheIssueBehindTheOrderGoesAlong(t *testing.T) {
	t.Parallel()
	issues := testkit.StartIssues(t)
	issue := issues.Do(t, issues.File(t), "triage", "dispatch", "sign")
	w := world{Dispatches: testkit.Dispatches{Kit: issues.Kit, T: t, Ctx: t.Context()}}
	w.order = w.ReadDispatch(&dispatchv1.Dispatch{Name: issue.GetDispatch()})
	w.duty = w.AssignmentOf(w.order, testkit.Planning)
	lead := func() (string, intakev1.Issue_State) {
		now, err := issues.As(testkit.Dispatcher).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()})
		if err != nil {
			t.Fatal(err)
		}
		return now.GetLeadUnit(), now.GetState()
	}
	w.offered(testkit.WaterOffice)
	if unit, _ := lead(); unit != w.UnitName(testkit.Planning) {
		t.Errorf("an offer has %s lead the issue", unit)
	}
	if _, err := w.accept(testkit.LiaisonB); err != nil {
		t.Fatal(err)
	}
	if unit, state := lead(); unit != w.UnitName(testkit.WaterOffice) || state != intakev1.Issue_STATE_HANDLING {
		t.Errorf("the issue is %v, led by %s", state, unit)
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.LiaisonA: codes.NotFound, testkit.LiaisonB: codes.OK} {
		if _, err := issues.As(who).GetIssue(t.Context(), &intakev1.GetIssueRequest{Name: issue.GetName()}); status.Code(err) != want {
			t.Errorf("%s reads the issue: %v, want %v", who, err, want)
		}
	}
}

func TestTheDatabaseRefusesByNameWhatTheRulesRefuse(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.offered(testkit.WaterOffice)
	for want, change := range map[string]string{
		"hand_over_role":        "update hand_over set role = 'INFORMED'",
		"hand_over_state":       "update hand_over set state = 'LOST', answer_time = create_time",
		"hand_over_to_another":  "update hand_over set to_unit_id = unit_id",
		"hand_over_over":        "update hand_over set state = 'LAPSED'",
		"hand_over_answered":    "update hand_over set state = 'ACCEPTED', answer_time = create_time",
		"hand_over_one_offered": "insert into hand_over select (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid()))).* from hand_over h",
	} {
		_, err := w.Owner().Exec(w.Ctx, change)
		var pg *pgconn.PgError
		if !errors.As(err, &pg) || pg.ConstraintName != want {
			t.Errorf("%s: %v, want %s", change, err, want)
		}
	}
}
