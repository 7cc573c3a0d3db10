package roster_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func (w world) submitted() *dispatchv1.Dispatch {
	w.T.Helper()
	d := w.Dispatched(w.As(testkit.Dispatcher).CreateDispatch(w.Ctx, w.Burst(dispatchv1.Dispatch_KIND_WHISTLE_DAILY)))
	return w.Dispatched(w.As(testkit.Dispatcher).SubmitDispatch(w.Ctx, &dispatchv1.SubmitDispatchRequest{Name: d.GetName()}))
}

func (w world) approve(who testkit.Who, d *dispatchv1.Dispatch) error {
	_, err := w.As(who).ApproveDispatch(w.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()})
	return err
}

// Two lead the street; one is on duty, then the other, then nobody.
//
// proves DI-24
func TestTheLeaderOnDutyReviewsWhistlesAndNobodyElseDoes(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.office(Deputy, "STREET_LEADER", "110111012")
	w.published(leader, shift(testkit.StreetLeader, 1, 9), shift(Deputy, 9, 17))
	for _, c := range []struct {
		hours     float64
		may, must testkit.Who
	}{{1, testkit.StreetLeader, Deputy}, {9, Deputy, testkit.StreetLeader}} {
		w.at(c.hours)
		d := w.submitted()
		testkit.WantFault(t, w.approve(c.must, d), codes.PermissionDenied, "NOT_ON_DUTY")
		_, err := w.As(c.must).RejectDispatch(w.Ctx, &dispatchv1.RejectDispatchRequest{Name: d.GetName(), Note: "不同意"})
		testkit.WantFault(t, err, codes.PermissionDenied, "NOT_ON_DUTY")
		if err := w.approve(c.may, d); err != nil {
			t.Errorf("after %v hours: %v", c.hours, err)
		}
	}
	w.at(17)
	for _, who := range []testkit.Who{testkit.StreetLeader, Deputy} {
		if err := w.approve(who, w.submitted()); err != nil {
			t.Errorf("%s, while nobody is on duty: %v", who, err)
		}
	}
}

// proves DI-24
func TestTheLeaderOnDutySeesToWhatIsSupervised(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.office(Deputy, "STREET_LEADER", "110111012")
	w.published(leader, shift(Deputy, 1, 24))
	w.at(1)
	w.Order()
	w.at(10) // its four working hours to sign are over
	w.Sweep(t)
	list, err := w.As(testkit.StreetLeader).ListSupervisions(w.Ctx, &dispatchv1.ListSupervisionsRequest{Filter: "level = LEVEL_ORDER"})
	if err != nil || len(list.GetSupervisions()) != 1 || list.GetSupervisions()[0].GetLeader() != person(Deputy) {
		t.Errorf("%v, %v", list, err)
	}
}

// His shift outlasts his office, and nobody may cancel what has begun.
//
// proves DI-24
func TestALeaderWhoHasLeftOfficeIsOnDutyNoMoreAndAllOthersAct(t *testing.T) {
	t.Parallel()
	w := start(t)
	office := w.office(Deputy, "STREET_LEADER", "110111012")
	w.published(leader, shift(Deputy, 1, 24))
	w.at(1)
	w.Order()
	d := w.submitted()
	testkit.WantFault(t, w.approve(testkit.StreetLeader, d), codes.PermissionDenied, "NOT_ON_DUTY")
	w.leaves(office)
	actions, err := w.As(testkit.StreetLeader).ListDispatchActions(w.Ctx, &dispatchv1.ListDispatchActionsRequest{Name: d.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range actions.GetActions() {
		if a.GetReason() == "NOT_ON_DUTY" {
			t.Errorf("%v", a)
		}
	}
	if err := w.approve(testkit.StreetLeader, d); err != nil {
		t.Errorf("when he has left: %v", err)
	}
	w.at(10)
	w.Sweep(t)
	list, err := w.As(testkit.StreetLeader).ListSupervisions(w.Ctx, &dispatchv1.ListSupervisionsRequest{Filter: "level = LEVEL_ORDER"})
	if err != nil || len(list.GetSupervisions()) == 0 {
		t.Fatalf("%v, %v", list, err)
	}
	for _, s := range list.GetSupervisions() {
		if s.GetLeader() != person(testkit.StreetLeader) {
			t.Errorf("%v", s)
		}
	}
}

// The water office serves day and night (接诉即办工作条例 art. 19).
//
// proves DI-24
func TestWhoServesDayAndNightIsToldOfWhatHisUnitIsSent(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.office(testkit.Judge, "COMMUNITY_WORKER", testkit.WaterOffice)
	told := func() int {
		t.Helper()
		w.Emergency()
		w.Tell(t)
		res, err := noticev1.NewNoticeServiceClient(w.Conn(testkit.Judge)).ListNotices(w.Ctx, &noticev1.ListNoticesRequest{
			Filter: `event_type = "haolinju.dispatch.dispatch.sent.v1"`})
		if err != nil {
			t.Fatal(err)
		}
		return len(res.GetNotices())
	}
	if n := told(); n != 0 {
		t.Fatalf("told %d times while he is not on duty", n)
	}
	if _, err := w.publish(Deputy, testkit.WaterOffice, service, shift(testkit.Judge, 12, 24)); err != nil {
		t.Fatal(err)
	}
	w.at(12)
	if n := told(); n != 1 {
		t.Errorf("told %d times on duty, want 1", n)
	}
	w.Clock.Advance(12 * time.Hour)
	if n := told(); n != 1 {
		t.Errorf("told %d times, want the one of before", n)
	}
}
