package workload_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves DI-25
func TestWhoIsAwayGetsNothingAndWhoTakesHisPlaceDoesByHoweverManySteps(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 5)
	duty := w.duty()
	handler := func(want string) {
		t.Helper()
		if got := w.propose(duty).GetHandler(); got != want {
			t.Errorf("%s: it would go to %q, want %q", w.Clock.Now(0), got, want)
		}
	}
	first := w.leaves(testkit.LiaisonA, 1, 10, Second)
	handler(person(testkit.LiaisonA))
	w.Clock.Advance(time.Hour)
	handler(person(Second))
	second := w.leaves(Second, 0, 5, Third)
	handler(person(Third))
	third := w.leaves(Third, 0, 2)
	handler("")
	w.Clock.Advance(2 * time.Hour)
	handler(person(Third))
	if _, err := w.As(testkit.LiaisonA).CancelAbsence(w.Ctx, &dispatchv1.CancelAbsenceRequest{Name: second.GetName()}); err != nil {
		t.Fatal(err)
	}
	handler(person(Second))
	_, err := w.As(testkit.LiaisonA).CancelAbsence(w.Ctx, &dispatchv1.CancelAbsenceRequest{Name: second.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ABSENCE_OVER")
	_, err = w.As(testkit.LiaisonA).CancelAbsence(w.Ctx, &dispatchv1.CancelAbsenceRequest{Name: third.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "ABSENCE_OVER")
	if a, err := w.As(testkit.LiaisonA).CancelAbsence(w.Ctx, &dispatchv1.CancelAbsenceRequest{Name: first.GetName(), Etag: first.GetEtag()}); err != nil || a.GetCancelTime() == nil {
		t.Error(a, err)
	}
	handler(person(testkit.LiaisonA))
}

// proves DI-25
func TestNobodyIsAwayTwiceAtATimeOrTakesHisOwnPlace(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.leaves(testkit.LiaisonA, 1, 10, Second)
	_, err := w.away(testkit.LiaisonA, testkit.LiaisonA, 9, 12)
	testkit.WantField(t, err, codes.AlreadyExists, "ABSENCE_OVERLAP", "absence.start_time")
	w.leaves(testkit.LiaisonA, 10, 12)
	_, err = w.away(testkit.LiaisonA, Third, 0, 1, Third)
	testkit.WantField(t, err, codes.InvalidArgument, "ABSENCE_CYCLE", "absence.replacement")
	_, err = w.away(testkit.LiaisonA, Second, 5, 6, testkit.LiaisonA)
	testkit.WantField(t, err, codes.InvalidArgument, "ABSENCE_CYCLE", "absence.replacement")
	w.leaves(Second, 5, 6, Third)
	_, err = w.away(testkit.LiaisonA, Third, 0, 20, testkit.LiaisonA)
	testkit.WantField(t, err, codes.InvalidArgument, "ABSENCE_CYCLE", "absence.replacement")
	w.leaves(Third, 6, 20, testkit.LiaisonA) // when Second is back
	for what, bad := range map[string][2]float64{"no time": {30, 30}, "backwards": {31, 30}, "over": {-2, -1}} {
		_, err := w.away(testkit.LiaisonA, testkit.LiaisonA, bad[0], bad[1])
		t.Log(what)
		testkit.WantField(t, err, codes.InvalidArgument, "ABSENCE_TIME", "absence.end_time")
	}
	_, err = w.away(testkit.LiaisonA, testkit.LiaisonB, 30, 31)
	testkit.WantField(t, err, codes.InvalidArgument, "HANDLER_UNFIT", "absence.person")
	_, err = w.away(testkit.LiaisonA, testkit.LiaisonA, 30, 31, testkit.LiaisonB)
	testkit.WantField(t, err, codes.InvalidArgument, "HANDLER_UNFIT", "absence.replacement")
}

func TestOfTwoAbsencesAtOnceThatWouldCloseACircleOneIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	var wg sync.WaitGroup
	refused := make(chan error, 2)
	for who, replacement := range map[testkit.Who]testkit.Who{testkit.LiaisonA: Second, Second: testkit.LiaisonA} {
		wg.Go(func() {
			_, err := w.away(testkit.LiaisonA, who, 1, 9, replacement)
			refused <- err
		})
	}
	wg.Wait()
	close(refused)
	won := 0
	for err := range refused {
		if err == nil {
			won++
			continue
		}
		testkit.WantFault(t, err, codes.InvalidArgument, "ABSENCE_CYCLE")
	}
	if won != 1 {
		t.Errorf("%d of two hold", won)
	}
}

func TestAnAbsenceIsEnteredByWhoIsAwayOrLeadsAndSeenByThem(t *testing.T) {
	t.Parallel()
	w := start(t)
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.PermissionDenied, testkit.Dispatcher: codes.PermissionDenied} {
		if _, err := w.away(who, testkit.LiaisonA, 0, 8); status.Code(err) != want {
			t.Errorf("%s enters it: %v, want %v", who, err, want)
		}
	}
	a := w.leaves(testkit.LiaisonA, 0, 8)
	for who, want := range map[testkit.Who]int{testkit.LiaisonA: 1, Second: 1, testkit.LiaisonB: 0, testkit.Dispatcher: 0} {
		list, err := w.As(who).ListAbsences(w.Ctx, &dispatchv1.ListAbsencesRequest{WithTotal: true})
		if err != nil || len(list.GetAbsences()) != want {
			t.Errorf("%s sees %v, %v", who, list, err)
		}
	}
	worker := &dispatchv1.Absence{Unit: testkit.Issues{Kit: w.Kit}.UnitOf(t, testkit.CommunityWorker), Person: person(testkit.CommunityWorker),
		StartTime: a.GetStartTime(), EndTime: a.GetEndTime()}
	if _, err := w.As(testkit.CommunityWorker).CreateAbsence(w.Ctx, &dispatchv1.CreateAbsenceRequest{Absence: worker}); err != nil {
		t.Errorf("a worker enters his own: %v", err)
	}
	if list, err := w.As(testkit.CommunityWorker).ListAbsences(w.Ctx, &dispatchv1.ListAbsencesRequest{}); err != nil || len(list.GetAbsences()) != 1 {
		t.Errorf("a worker sees %v, %v", list, err)
	}
	if _, err := w.As(testkit.LiaisonB).CancelAbsence(w.Ctx, &dispatchv1.CancelAbsenceRequest{Name: a.GetName()}); status.Code(err) != codes.NotFound {
		t.Errorf("another unit calls it off: %v", err)
	}
	if _, err := w.As(testkit.LiaisonB).HandOnDuties(w.Ctx, &dispatchv1.HandOnDutiesRequest{Name: a.GetName()}); status.Code(err) != codes.NotFound {
		t.Errorf("another unit hands on: %v", err)
	}
}

func TestAMembershipWithLimitsReachesNoAbsenceOfItsUnit(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := directoryv1.NewDirectoryServiceClient(w.Conn(testkit.SecurityAdmin)).CreateMembership(w.Ctx, &directoryv1.CreateMembershipRequest{
		Parent: w.UnitName(testkit.Planning), Membership: &directoryv1.Membership{Person: person(testkit.LiaisonB), Role: access.Liaison,
			Area: w.UnitName(demo.Xilu)}}); err != nil {
		t.Fatal(err)
	}
	w.Clock.Advance(time.Second)
	a := w.leaves(testkit.LiaisonA, 0, 8)
	list, err := w.As(testkit.LiaisonB).ListAbsences(w.Ctx, &dispatchv1.ListAbsencesRequest{WithTotal: true})
	if err != nil || len(list.GetAbsences()) != 0 || list.GetTotalSize() != 0 {
		t.Errorf("%v, %v", list, err)
	}
	_, err = w.As(testkit.LiaisonB).CancelAbsence(w.Ctx, &dispatchv1.CancelAbsenceRequest{Name: a.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

// proves DI-25
func TestWhatSomebodyWhoIsAwayHandlesIsHandedOnEachWithItsOwnResult(t *testing.T) {
	t.Parallel()
	w := start(t)
	var duties []string
	for range 3 {
		duty := w.duty()
		w.Assigned(w.give(duty, testkit.LiaisonA))
		duties = append(duties, duty)
	}
	w.Sign(testkit.LiaisonA, duties[2])
	w.Complete(testkit.LiaisonA, duties[2])
	own := w.conflicting(Second)
	w.Assigned(w.give(own, testkit.LiaisonA))
	early := w.leaves(testkit.LiaisonA, 1, 8, Second)
	handOn := func(a *dispatchv1.Absence) (*dispatchv1.HandOnDutiesResponse, error) {
		return w.As(Second).HandOnDuties(w.Ctx, &dispatchv1.HandOnDutiesRequest{Name: a.GetName()})
	}
	_, err := handOn(early)
	testkit.WantFault(t, err, codes.FailedPrecondition, "ABSENCE_OVER")
	w.Clock.Advance(time.Hour)
	res, err := handOn(early)
	if err != nil || res.GetMore() || len(res.GetResults()) != 3 {
		t.Fatal(res, err)
	}
	for i, want := range []struct{ duty, handler, reason string }{
		{duties[0], person(Second), ""}, {duties[1], person(Second), ""}, {own, person(testkit.LiaisonA), "HANDLER_CONFLICT"},
	} {
		got := res.GetResults()[i]
		a := w.Assigned(w.As(testkit.LiaisonA).GetAssignment(w.Ctx, &dispatchv1.GetAssignmentRequest{Name: want.duty}))
		if got.GetAssignment() != want.duty || got.GetHandler() != want.handler || got.GetReason() != want.reason || a.GetHandler() != want.handler {
			t.Errorf("%d: %v, want %v; it is handled by %s", i, got, want, a.GetHandler())
		}
	}
	nobody := w.leaves(Third, 0, 8)
	_, err = handOn(nobody)
	testkit.WantFault(t, err, codes.FailedPrecondition, "HANDLER_NONE")
}

func TestTheDatabaseRefusesByNameAnAbsenceThatContradictsItself(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.can(testkit.LiaisonA, 1)
	w.leaves(testkit.LiaisonA, 0, 8, Second)
	w.Assigned(w.give(w.duty(), Second))
	for want, change := range map[string]string{
		"absence_span":           "update absence set end_time = start_time",
		"absence_not_by_himself": "update absence set replacement_id = person_id",
		"absence_no_overlap":     "insert into absence select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* from absence a",
		"capacity_duties":        "update capacity set duties = -1",
		"capacity_of_person":     "insert into capacity select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from capacity c",
		"assignment_handled":     "update assignment set handle_time = null where handler_id is not null",
	} {
		_, err := w.Owner().Exec(t.Context(), change)
		var breach *pgconn.PgError
		if !errors.As(err, &breach) || breach.ConstraintName != want {
			t.Errorf("%s: %v", want, err)
		}
	}
}
