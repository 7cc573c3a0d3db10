package agency_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// number is a call that gives a duty a number.
func (w world) number(calls dispatchv1.DispatchServiceClient, duty, number string) (*dispatchv1.Assignment, error) {
	return calls.SetExternalNumber(w.Ctx, &dispatchv1.SetExternalNumberRequest{Name: duty, ExternalNumber: number})
}

// found are the duties that somebody is listed of a number.
func (w world) found(calls dispatchv1.DispatchServiceClient, number string) (names []string) {
	w.T.Helper()
	list, err := calls.ListAssignments(w.Ctx, &dispatchv1.ListAssignmentsRequest{Parent: "dispatches/-", Filter: `external_number = "` + number + `"`})
	if err != nil {
		w.T.Fatal(err)
	}
	for _, a := range list.GetAssignments() {
		names = append(names, a.GetName())
	}
	return names
}

// proves DI-40, NI-26
func TestEitherSideFindsADutyByTheNumberOfTheOther(t *testing.T) {
	t.Parallel()
	w := start(t)
	water, gardens := w.system(testkit.WaterOffice, working...), w.system(testkit.GardensOffice, working...)
	whistle := w.Emergency()
	duty, other := w.AssignmentOf(whistle, testkit.WaterOffice), w.AssignmentOf(whistle, testkit.GardensOffice)
	a := w.Assigned(w.number(water, duty, "抢修-2026-0417"))
	if a.GetExternalNumber() != "抢修-2026-0417" || w.duty(whistle, testkit.WaterOffice).GetExternalNumber() != "抢修-2026-0417" {
		t.Errorf("the answer is %v", a)
	}
	w.Assigned(w.number(gardens, other, "抢修-2026-0417"))
	for who, want := range map[string]struct {
		calls dispatchv1.DispatchServiceClient
		duty  []string
	}{
		"the unit's system": {water, []string{duty}},
		"another unit's":    {gardens, []string{other}},
		"the unit's staff":  {w.As(testkit.LiaisonB), []string{duty}},
		"a unit without it": {w.As(testkit.LiaisonA), nil},
	} {
		if got := w.found(want.calls, "抢修-2026-0417"); len(got) != len(want.duty) || len(got) > 0 && got[0] != want.duty[0] {
			t.Errorf("%s finds %v", who, got)
		}
	}
	if got := w.found(w.As(testkit.Dispatcher), "抢修-2026-0417"); len(got) != 2 {
		t.Errorf("the street finds %v", got)
	}
	ours, err := water.ListDispatches(w.Ctx, &dispatchv1.ListDispatchesRequest{Filter: `number = "` + whistle.GetNumber() + `"`})
	if err != nil || len(ours.GetDispatches()) != 1 || ours.GetDispatches()[0].GetName() != whistle.GetName() {
		t.Errorf("by the number of the street: %v, %v", ours, err)
	}
	if a := w.Assigned(w.number(w.As(testkit.LiaisonB), duty, "")); a.GetExternalNumber() != "" || w.found(water, "抢修-2026-0417") != nil {
		t.Errorf("the number that was taken away is still that of %v", a)
	}
}

// proves DI-40
func TestAUnitGivesANumberToOneDutyEvenWhenTwoOfItsSystemsGiveItAtOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	systems := []system{w.system(testkit.Planning, working...), w.system(testkit.Planning, working...)}
	duties := []string{w.AssignmentOf(w.Order(), testkit.Planning), w.AssignmentOf(w.Order(), testkit.Planning)}
	var done sync.WaitGroup
	var given atomic.Int32
	for i, c := range systems {
		done.Go(func() {
			if _, err := w.number(c, duties[i], "FS-1"); err == nil {
				given.Add(1)
			} else {
				testkit.WantField(t, err, codes.AlreadyExists, "EXTERNAL_NUMBER_TAKEN", "external_number")
			}
		})
	}
	done.Wait()
	if n := w.Count("select count(*) from assignment where external_number = 'FS-1'"); given.Load() != 1 || n != 1 {
		t.Errorf("%d calls gave it, and %d duties have it", given.Load(), n)
	}
}

func TestANumberThatIsNoneAndAStaleVersionAreRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	planning := w.system(testkit.Planning, working...)
	duty := w.AssignmentOf(w.Order(), testkit.Planning)
	for _, wrong := range []string{" FS-1", "FS-1 ", " ", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五"} {
		_, err := w.number(planning, duty, wrong)
		testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "external_number")
	}
	first := w.Assigned(w.number(planning, duty, "FS-1"))
	w.Assigned(w.number(planning, duty, "FS-2"))
	_, err := planning.SetExternalNumber(w.Ctx, &dispatchv1.SetExternalNumberRequest{Name: duty, ExternalNumber: "FS-3", Etag: first.GetEtag()})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	for range 2 {
		again, err := w.As(testkit.LiaisonA).SetExternalNumber(w.Ctx, &dispatchv1.SetExternalNumberRequest{Name: duty, ExternalNumber: "FS-4", RequestId: "number-4"})
		if err != nil || again.GetExternalNumber() != "FS-4" {
			t.Errorf("by its key: %v, %v", again, err)
		}
	}
	if n := w.Count("select count(*) from event where type = 'haolinju.dispatch.assignment.external_number_set.v1'"); n != 3 {
		t.Errorf("%d events, want one of each number", n)
	}
}
