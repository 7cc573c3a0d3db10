package visit_test

import (
	"sync"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) complete(duty string) error {
	_, err := w.calls(testkit.LiaisonA).CompleteAssignment(w.t.Context(), &dispatchv1.CompleteAssignmentRequest{Name: duty, Result: "路灯已装好"})
	return err
}

func (w world) close(issue string) error {
	_, err := w.As(testkit.Dispatcher).CloseIssue(w.t.Context(), &intakev1.CloseIssueRequest{Name: issue})
	return err
}

func (w world) waive(who testkit.Who, duty string) (*dispatchv1.Assignment, error) {
	return w.calls(who).WaiveVisit(w.t.Context(), &dispatchv1.WaiveVisitRequest{Name: duty, Reason: "已在便民大厅办结，无须到场"})
}

// proves DI-28
func TestWhereTheCategoryDemandsAVisitTheLeadIsNotDoneAndTheIssueNotClosedBeforeIt(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.visits_required", `[{"category": "TEST.PROPERTY", "attachments": 1}]`)
	below := w.SubCategory(t, "TEST.PROPERTY.CERTIFICATE")
	issue, duty := w.signed(func(i *intakev1.Issue) { i.Category = below })
	refused := func(what string, err error) {
		t.Helper()
		t.Log(what)
		testkit.WantFault(t, err, codes.FailedPrecondition, "VISIT_REQUIRED")
		if m := testkit.Metadata(err); m["assignment"] != duty || m["attachments"] != "1" {
			t.Errorf("%s: the refusal says %v", what, m)
		}
	}
	refused("nobody was there", w.complete(duty))
	w.Do(t, issue, "reply", "callback") // the reporter is answered at once
	refused("closing", w.close(issue.GetName()))
	w.made(duty)
	refused("without a photo", w.complete(duty))
	photo := w.photo(testkit.LiaisonA)
	w.made(duty, func(v *dispatchv1.Visit) { v.Coordinates, v.Attachments = at(10), []string{photo} })
	refused("a kilometre off", w.complete(duty))
	refused("closing after that", w.close(issue.GetName()))
	there := w.photo(testkit.LiaisonA)
	w.made(duty, func(v *dispatchv1.Visit) { v.Attachments = []string{there} })
	if err := w.complete(duty); err != nil {
		t.Error(err)
	}
	if err := w.close(issue.GetName()); err != nil {
		t.Error(err)
	}
}

func TestWhatWasFiledBeforeTheDemandAndWhatLiesInAnotherCategoryOwesNoVisit(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, before := w.signed()
	w.Settle(t, "dispatch.visits_required", `[{"category": "TEST.OTHER"}]`)
	_, other := w.signed()
	w.Settle(t, "dispatch.visits_required", `[{"category": "TEST.PROPERTY"}]`)
	issue, after := w.signed()
	for what, c := range map[string]struct {
		duty string
		want codes.Code
	}{"filed before": {before, codes.OK}, "another category": {other, codes.OK}, "filed after": {after, codes.FailedPrecondition}} {
		if err := w.complete(c.duty); status.Code(err) != c.want {
			t.Errorf("%s: %v, want %v", what, err, c.want)
		}
	}
	w.Settle(t, "dispatch.visits_required", `[]`)
	w.Do(t, issue, "reply", "callback")
	testkit.WantFault(t, w.close(issue.GetName()), codes.FailedPrecondition, "VISIT_REQUIRED")
}

// proves DI-28
func TestTheStreetLetsTheLeadOffAVisitForAReason(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, free := w.signed()
	w.Settle(t, "dispatch.visits_required", `[{"category": "TEST.PROPERTY"}]`)
	issue, duty := w.signed()
	_, err := w.waive(testkit.Dispatcher, free)
	testkit.WantFault(t, err, codes.FailedPrecondition, "VISIT_NOT_OWED")
	for who, want := range map[testkit.Who]codes.Code{testkit.LiaisonA: codes.PermissionDenied, testkit.Resident: codes.PermissionDenied, testkit.LiaisonB: codes.PermissionDenied} {
		if _, err := w.waive(who, duty); status.Code(err) != want {
			t.Errorf("%s waives: %v, want %v", who, err, want)
		}
	}
	_, err = w.calls(testkit.Dispatcher).WaiveVisit(t.Context(), &dispatchv1.WaiveVisitRequest{Name: duty})
	testkit.WantField(t, err, codes.InvalidArgument, "INVALID_ARGUMENT", "reason")
	_, err = w.calls(testkit.Dispatcher).WaiveVisit(t.Context(), &dispatchv1.WaiveVisitRequest{Name: duty, Reason: "无须到场", Etag: "v999"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	testkit.WantFault(t, w.complete(duty), codes.FailedPrecondition, "VISIT_REQUIRED")
	a, err := w.waive(testkit.Dispatcher, duty)
	if err != nil || a.GetVisitWaiveReason() != "已在便民大厅办结，无须到场" || a.GetState() != dispatchv1.Assignment_STATE_SIGNED {
		t.Fatal(a, err)
	}
	_, err = w.waive(testkit.StreetLeader, duty)
	testkit.WantFault(t, err, codes.FailedPrecondition, "VISIT_NOT_OWED")
	if n := w.count("select count(*) from event where type = 'haolinju.dispatch.assignment.visit_waived.v1' and subject = $1", duty); n != 1 {
		t.Errorf("%d events", n)
	}
	if err := w.complete(duty); err != nil {
		t.Error(err)
	}
	w.Do(t, issue, "reply", "callback")
	if err := w.close(issue.GetName()); err != nil {
		t.Error(err)
	}
}

func TestAnAssistingUnitOwesNoVisitAndANewLeadOwesItsOwn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.visits_required", `[{"category": "TEST.PROPERTY"}]`)
	issue, duty := w.signed()
	w.made(duty)
	d, err := w.calls(testkit.Dispatcher).AssignUnit(t.Context(), &dispatchv1.AssignUnitRequest{Name: issue.GetDispatch(), Unit: w.UnitOf(t, testkit.LiaisonB),
		Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "安装路灯"})
	if err != nil {
		t.Fatal(err)
	}
	leader := ""
	for _, a := range d.GetAssignments() {
		if a.GetRole() == dispatchv1.Assignment_ROLE_LEAD {
			leader = a.GetName()
		}
	}
	if _, err := w.calls(testkit.LiaisonB).SignAssignment(t.Context(), &dispatchv1.SignAssignmentRequest{Name: leader}); err != nil {
		t.Fatal(err)
	}
	_, err = w.calls(testkit.LiaisonB).CompleteAssignment(t.Context(), &dispatchv1.CompleteAssignmentRequest{Name: leader, Result: "路灯已装好"})
	testkit.WantFault(t, err, codes.FailedPrecondition, "VISIT_REQUIRED")
	if err := w.complete(duty); err != nil {
		t.Errorf("who assists: %v", err)
	}
}

// A visit and the waiver of it are written under the lock of the dispatch under which the lead is completed: a waiver that wins leaves nothing to waive,
// and of several one wins.
func TestOfSeveralWaiversAtOnceOneCounts(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "dispatch.visits_required", `[{"category": "TEST.PROPERTY"}]`)
	_, duty := w.signed()
	var wg sync.WaitGroup
	won := make(chan error, 4)
	for range 4 {
		wg.Go(func() {
			_, err := w.waive(testkit.Dispatcher, duty)
			won <- err
		})
	}
	wg.Wait()
	close(won)
	ok := 0
	for err := range won {
		if err == nil {
			ok++
			continue
		}
		testkit.WantFault(t, err, codes.FailedPrecondition, "VISIT_NOT_OWED")
	}
	if n := w.count("select count(*) from event where type = 'haolinju.dispatch.assignment.visit_waived.v1'"); ok != 1 || n != 1 {
		t.Errorf("%d waivers count, %d events", ok, n)
	}
}
