package roster_test

import (
	"sync"
	"testing"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) offer(who testkit.Who, of *dispatchv1.DutyShift, to string) (*dispatchv1.DutyShift, error) {
	return w.As(who).OfferDutyShift(w.Ctx, &dispatchv1.OfferDutyShiftRequest{Name: of.GetName(), OfferedTo: to, Reason: "家中有事"})
}

func (w world) take(who testkit.Who, of *dispatchv1.DutyShift) error {
	_, err := w.As(who).TakeDutyShift(w.Ctx, &dispatchv1.TakeDutyShiftRequest{Name: of.GetName()})
	return err
}

func (w world) decline(who testkit.Who, of *dispatchv1.DutyShift) error {
	_, err := w.As(who).DeclineDutyShift(w.Ctx, &dispatchv1.DeclineDutyShiftRequest{Name: of.GetName()})
	return err
}

// proves DI-24
func TestAShiftChangesHandsOnlyWhenTheColleagueTakesIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.office(Deputy, "STREET_LEADER", demo.Xilu)
	s := w.published(leader, shift(testkit.StreetLeader, 1, 9)).GetShifts()[0]
	w.at(2)
	offered, err := w.offer(testkit.StreetLeader, s, person(Deputy))
	if err != nil || offered.GetState() != dispatchv1.DutyShift_STATE_OFFERED || offered.GetOfferedTo() != person(Deputy) || offered.GetOfferTime() == nil {
		t.Fatalf("%v, %v", offered, err)
	}
	if got := w.holds(leader); got != person(testkit.StreetLeader) {
		t.Errorf("%s is on duty while the shift is only offered", got)
	}
	if err := w.decline(Deputy, s); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, w.take(Deputy, s), codes.FailedPrecondition, "WRONG_STATE")
	if got := w.holds(leader); got != person(testkit.StreetLeader) {
		t.Errorf("%s is on duty after it was declined", got)
	}
	if _, err := w.offer(testkit.StreetLeader, s, person(Deputy)); err != nil {
		t.Fatal(err)
	}
	if err := w.take(Deputy, s); err != nil {
		t.Fatal(err)
	}
	if got := w.holds(leader); got != person(Deputy) {
		t.Errorf("%s is on duty after it was taken", got)
	}
	after, err := w.As(testkit.Dispatcher).FindShiftOnDuty(w.Ctx, &dispatchv1.FindShiftOnDutyRequest{Unit: w.UnitName(demo.Xilu), Post: leader})
	if err != nil || after.GetPlannedPerson() != person(testkit.StreetLeader) || after.GetOfferReason() != "" || after.GetState() != dispatchv1.DutyShift_STATE_PLANNED {
		t.Errorf("%v, %v", after, err)
	}
	if n := w.Count("select count(*) from audit where action = 'dispatch.duty_shift.swap' and object = $1", s.GetName()); n != 4 {
		t.Errorf("%d audit rows of two offers, one declined and one taken", n)
	}
	if n := w.Count(`select count(*) from audit where object = $1 and before->>'person' = $2 and after->>'person' = $3`, s.GetName(), testkit.ID(testkit.StreetLeader),
		testkit.ID(Deputy)); n != 1 {
		t.Errorf("%d audit rows say from whom to whom", n)
	}
}

// proves DI-24
func TestOfTwoWhoTakeAShiftAtOnceOneDoes(t *testing.T) {
	t.Parallel()
	w := start(t)
	takers := []testkit.Who{testkit.StreetLeader, testkit.LiaisonC}
	w.office(testkit.LiaisonC, "DISPATCHER", demo.Xilu)
	s := w.published(officer, shift(testkit.Dispatcher, 1, 9)).GetShifts()[0]
	if _, err := w.offer(testkit.Dispatcher, s, ""); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	answers := make([]error, len(takers))
	for i, who := range takers {
		wg.Go(func() { answers[i] = w.take(who, s) })
	}
	wg.Wait()
	won := 0
	if answers[0] != nil {
		won = 1
	}
	if answers[won] != nil {
		t.Fatalf("nobody took it: %v", answers)
	}
	testkit.WantFault(t, answers[1-won], codes.FailedPrecondition, "WRONG_STATE")
	w.at(1)
	if got := w.holds(officer); got != person(takers[won]) {
		t.Errorf("%s is on duty", got)
	}
}

func TestOnlyWhoHoldsAShiftOffersItAndOnlyWhoCouldHoldItTakesIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.office(Deputy, "STREET_LEADER", demo.Xilu)
	roster := w.published(leader, shift(testkit.StreetLeader, 1, 9), shift(testkit.StreetLeader, 9, 17))
	s, other := roster.GetShifts()[0], roster.GetShifts()[1]
	_, err := w.offer(testkit.Dispatcher, s, "")
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.offer(testkit.LiaisonA, s, "")
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.offer(testkit.Resident, s, "")
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	for _, to := range []testkit.Who{testkit.Dispatcher, testkit.StreetLeader} {
		_, err = w.offer(testkit.StreetLeader, s, person(to))
		testkit.WantField(t, err, codes.InvalidArgument, "DUTY_PERSON_UNFIT", "offered_to")
	}
	if _, err := w.offer(testkit.StreetLeader, s, ""); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, w.take(testkit.Dispatcher, s), codes.InvalidArgument, "DUTY_PERSON_UNFIT")
	testkit.WantFault(t, w.take(testkit.StreetLeader, s), codes.PermissionDenied, "PERMISSION_DENIED")
	testkit.WantFault(t, w.decline(testkit.Dispatcher, s), codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = w.offer(testkit.StreetLeader, s, "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	testkit.WantFault(t, w.decline(testkit.StreetLeader, other), codes.FailedPrecondition, "WRONG_STATE")
	if err := w.decline(testkit.StreetLeader, s); err != nil {
		t.Errorf("withdrawn by who offers it: %v", err)
	}
	if _, err := w.offer(testkit.StreetLeader, s, person(Deputy)); err != nil {
		t.Fatal(err)
	}
	w.at(9)
	testkit.WantFault(t, w.take(Deputy, s), codes.FailedPrecondition, "DUTY_SHIFT_OVER")
	_, err = w.As(testkit.StreetLeader).OfferDutyShift(w.Ctx, &dispatchv1.OfferDutyShiftRequest{Name: other.GetName(), Reason: "家中有事", Etag: "\"7\""})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
}
