package workload_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/workload"
)

const (
	full = dispatchv1.HandlerProposal_Candidate_OBSTACLE_FULL
	gone = dispatchv1.HandlerProposal_Candidate_OBSTACLE_AWAY
)

// proves DI-25
func TestADutyGoesToWhomHasTheLeastToDoForWhatHeCanTakeOn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 4)
	w.can(Second, 2)
	w.given(testkit.LiaisonA)
	w.given(testkit.LiaisonA)
	for i, want := range []testkit.Who{
		Second,           // 0 of 2 before 2 of 4
		testkit.LiaisonA, // 1 of 2 as 2 of 4, and longer without
		Second,           // 1 of 2 before 3 of 4
		testkit.LiaisonA, // Second is full
	} {
		if got := w.given(); got != person(want) {
			t.Errorf("duty %d goes to %s, want %s", i, got, want)
		}
	}
	duty := w.duty()
	_, err := w.give(duty)
	testkit.WantFault(t, err, codes.FailedPrecondition, "HANDLER_NONE")
	w.Sign(testkit.LiaisonA, duty)
	p := w.propose(duty)
	if p.GetHandler() != "" || p.GetBasis() != 0 || len(p.GetCandidates()) != 2 || p.GetCandidates()[0].GetObstacle() != full || p.GetCandidates()[1].GetObstacle() != full {
		t.Errorf("%v", p)
	}
}

// proves DI-25
func TestAProposalSaysOfEachHowMuchHeDoesAndWhatKeepsHimAndChangesNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 4)
	w.can(Second, 2)
	w.can(Third, 9)
	w.given(testkit.LiaisonA)
	last := w.Clock.Now(0)
	w.leaves(Third, 0, 8)
	duty := w.duty()
	before := w.Count("select count(*) from audit")
	p := w.propose(duty)
	want := &dispatchv1.HandlerProposal{Handler: person(Second), Basis: dispatchv1.HandlerProposal_BASIS_LOAD, Candidates: []*dispatchv1.HandlerProposal_Candidate{
		{Person: person(Second), Capacity: 2},
		{Person: person(testkit.LiaisonA), Load: 1, Capacity: 4, LastTime: timestamppb.New(last)},
		{Person: person(Third), Capacity: 9, Obstacle: gone},
	}}
	if !proto.Equal(p, want) || !proto.Equal(w.propose(duty), want) {
		t.Errorf("%v\nwant %v", p, want)
	}
	if n := w.Count("select count(*) from audit"); n != before || w.Count("select count(*) from assignment where handler_id is not null") != 1 {
		t.Errorf("%d audit rows, %d before", n, before)
	}
	list := testkit.Must[*dispatchv1.ListCapacitiesResponse](w.Dispatches)(w.As(testkit.LiaisonA).ListCapacities(w.Ctx,
		&dispatchv1.ListCapacitiesRequest{Parent: w.UnitName(testkit.Planning), WithTotal: true}))
	if list.GetTotalSize() != 3 || list.GetCapacities()[0].GetLoad() != 1 || list.GetCapacities()[1].GetDuties() != 2 {
		t.Errorf("%v", list)
	}
}

func TestADutyThatIsOverIsNoLoad(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 1)
	duty := w.duty()
	w.Assigned(w.give(duty))
	next := w.duty()
	_, err := w.give(next)
	testkit.WantFault(t, err, codes.FailedPrecondition, "HANDLER_NONE")
	w.Sign(testkit.LiaisonA, duty)
	w.Complete(testkit.LiaisonA, duty)
	if a := w.Assigned(w.give(next)); a.GetHandler() != person(testkit.LiaisonA) {
		t.Errorf("%v", a)
	}
	_, err = w.give(duty, Second)
	testkit.WantFault(t, err, codes.FailedPrecondition, "HANDLER_DUTY_NOT_OPEN")
}

// proves DI-25
func TestWhatReachesAUnitThatHasSetCapacitiesGetsAHandlerByItself(t *testing.T) {
	t.Parallel()
	w := start(t)
	before := w.duty()
	w.Balance(t)
	w.can(Second, 1)
	after := w.duty()
	later := w.duty()
	w.Balance(t)
	for duty, want := range map[string]string{before: "", after: person(Second), later: ""} {
		if a := w.Assigned(w.As(testkit.Dispatcher).GetAssignment(w.Ctx, &dispatchv1.GetAssignmentRequest{Name: duty})); a.GetHandler() != want {
			t.Errorf("%s is handled by %q, want %q", duty, a.GetHandler(), want)
		}
	}
}

// proves DI-25
func TestWhoIsOnDutyComesBeforeTheLoadAndWhoTakesHisPlaceWhenHeIsAway(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 9)
	now := w.Clock.Now(0)
	if _, err := w.As(testkit.LiaisonA).CreateDutyRoster(w.Ctx, &dispatchv1.CreateDutyRosterRequest{DutyRoster: &dispatchv1.DutyRoster{
		Unit: w.UnitName(testkit.Planning), Post: dispatchv1.DutyRoster_POST_OFFICER, Shifts: []*dispatchv1.DutyShift{
			{Person: person(Third), StartTime: timestamppb.New(now), EndTime: timestamppb.New(now.Add(10 * time.Hour))}}}}); err != nil {
		t.Fatal(err)
	}
	duty := w.duty()
	if p := w.propose(duty); p.GetHandler() != person(Third) || p.GetBasis() != dispatchv1.HandlerProposal_BASIS_ROSTER || len(p.GetCandidates()) != 1 {
		t.Errorf("%v", p)
	}
	w.leaves(Third, 0, 5, Second)
	if p := w.propose(duty); p.GetHandler() != person(Second) || p.GetCandidates()[0].GetInsteadOf() != person(Third) {
		t.Errorf("%v", p)
	}
	w.Clock.Advance(11 * time.Hour)
	if got := w.Assigned(w.give(duty)).GetHandler(); got != person(testkit.LiaisonA) {
		t.Errorf("after the shift it goes to %s", got)
	}
}

// proves DI-25
func TestDutiesThatArriveAtOnceDoNotCountTheSameLoad(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 3)
	w.can(Second, 3)
	var duties []string
	for range 7 {
		duties = append(duties, w.duty())
	}
	var wg sync.WaitGroup
	answers := make(chan error, len(duties))
	for _, duty := range duties {
		wg.Go(func() {
			_, err := w.As(testkit.LiaisonA).SetHandler(w.Ctx, &dispatchv1.SetHandlerRequest{Name: duty})
			answers <- err
		})
	}
	wg.Wait()
	close(answers)
	refused := 0
	for err := range answers {
		if err != nil {
			refused++
			testkit.WantFault(t, err, codes.FailedPrecondition, "HANDLER_NONE")
		}
	}
	for _, who := range []testkit.Who{testkit.LiaisonA, Second} {
		if n := w.Count("select count(*) from assignment where handler_id = $1", testkit.ID(who)); n != 3 {
			t.Errorf("%s handles %d, want 3", who, n)
		}
	}
	if refused != 1 {
		t.Errorf("%d are refused, want one", refused)
	}
}

// What somebody handles is read from an index of the open duties that have a handler, however many the unit has had.
//
// proves DI-25
func TestTheLoadIsCountedAlongTheIndexOfWhatIsOpen(t *testing.T) {
	t.Parallel()
	w := start(t)
	conn, err := w.Owner().Acquire(w.Ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	if _, err := conn.Exec(w.Ctx, "set enable_seqscan = off; set enable_bitmapscan = off"); err != nil {
		t.Fatal(err)
	}
	rows, err := conn.Query(w.Ctx, "explain "+workload.Counted, demo.Fangshan, w.Unit(testkit.Planning), []string{testkit.ID(testkit.LiaisonA), testkit.ID(Second)})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if plan := strings.Join(lines, "\n"); err != nil || !strings.Contains(plan, "assignment_by_handler") {
		t.Errorf("%s %v", plan, err)
	}
}

func TestSomebodyWhoIsNamedWorksInTheUnitAndIsThere(t *testing.T) {
	t.Parallel()
	w := start(t)
	duty := w.duty()
	_, err := w.give(duty, testkit.LiaisonB)
	testkit.WantField(t, err, codes.InvalidArgument, "HANDLER_UNFIT", "person")
	w.leaves(Third, 0, 8)
	_, err = w.give(duty, Third)
	testkit.WantField(t, err, codes.InvalidArgument, "HANDLER_UNFIT", "person")
	a := w.Assigned(w.give(duty, Second))
	if a.GetHandler() != person(Second) {
		t.Errorf("%v", a)
	}
	_, err = w.give(duty, Second)
	testkit.WantField(t, err, codes.AlreadyExists, "HANDLER_SAME", "person")
	_, err = w.give(duty)
	testkit.WantFault(t, err, codes.AlreadyExists, "HANDLER_SET")
	_, err = w.As(testkit.LiaisonA).SetHandler(w.Ctx, &dispatchv1.SetHandlerRequest{Name: duty, Person: person(testkit.LiaisonA), Etag: "v999"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	req := &dispatchv1.SetHandlerRequest{Name: duty, Person: person(testkit.LiaisonA)}
	keyed := metadata.AppendToOutgoingContext(w.Ctx, "idempotency-key", "give")
	first := w.Assigned(w.As(testkit.LiaisonA).SetHandler(keyed, req))
	if again := w.Assigned(w.As(testkit.LiaisonA).SetHandler(keyed, req)); !proto.Equal(first, again) {
		t.Errorf("%v\nis replayed as %v", first, again)
	}
}

func TestOnlyTheUnitSaysWhoHandlesAndHowMuch(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 1)
	duty := w.duty()
	name := w.UnitName(testkit.Planning) + "/capacities/" + testkit.ID(testkit.LiaisonA)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.NotFound, testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.As(who).SetHandler(w.Ctx, &dispatchv1.SetHandlerRequest{Name: duty}); status.Code(err) != want {
			t.Errorf("%s sets: %v, want %v", who, err, want)
		}
		if _, err := w.As(who).ProposeHandler(w.Ctx, &dispatchv1.ProposeHandlerRequest{Name: duty}); status.Code(err) != want {
			t.Errorf("%s asks: %v, want %v", who, err, want)
		}
		if _, err := w.As(who).SetCapacity(w.Ctx, &dispatchv1.SetCapacityRequest{Name: name, Duties: 5}); status.Code(err) != want {
			t.Errorf("%s says how much: %v, want %v", who, err, want)
		}
		if _, err := w.As(who).ListCapacities(w.Ctx, &dispatchv1.ListCapacitiesRequest{Parent: w.UnitName(testkit.Planning)}); status.Code(err) != want {
			t.Errorf("%s lists: %v, want %v", who, err, want)
		}
	}
	_, err := w.As(testkit.LiaisonA).SetCapacity(w.Ctx, &dispatchv1.SetCapacityRequest{Name: w.UnitName(testkit.Planning) + "/capacities/" + testkit.ID(testkit.LiaisonB), Duties: 5})
	testkit.WantField(t, err, codes.InvalidArgument, "HANDLER_UNFIT", "name")
	_, err = w.As(testkit.LiaisonA).SetCapacity(w.Ctx, &dispatchv1.SetCapacityRequest{Name: name, Duties: 5, Etag: "v999"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	_, err = w.As(testkit.LiaisonA).SetCapacity(w.Ctx, &dispatchv1.SetCapacityRequest{Name: name, Duties: 1001})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "duties")
	if n := w.Count("select duties from capacity"); n != 1 {
		t.Errorf("%d at once", n)
	}
}
