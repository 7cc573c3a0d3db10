package dispatch_test

import (
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func reblow(d *dispatchv1.Dispatch, edit ...func(*dispatchv1.ReblowDispatchRequest)) *dispatchv1.ReblowDispatchRequest {
	req := &dispatchv1.ReblowDispatchRequest{Name: d.GetName(), Reason: "同一处再次爆裂"}
	for _, e := range edit {
		e(req)
	}
	return req
}

func cancelled(s testkit.Dispatches, d *dispatchv1.Dispatch) *dispatchv1.Dispatch {
	s.T.Helper()
	return s.Dispatched(s.As(testkit.Dispatcher).CancelDispatch(s.Ctx, &dispatchv1.CancelDispatchRequest{Name: d.GetName(), Reason: "误报"}))
}

func TestWhatIsOverIsBlownAnewByANewDispatchThatNamesIt(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	street := s.As(testkit.Dispatcher)
	first := s.Emergency()
	s.Return(testkit.LiaisonC, &dispatchv1.ReturnAssignmentRequest{Name: s.AssignmentOf(first, testkit.GardensOffice), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	s.Assigned(street.WaiveAssignment(s.Ctx, &dispatchv1.WaiveAssignmentRequest{Name: s.AssignmentOf(first, testkit.Planning), Reason: "不需要管线图"}))
	first = cancelled(s, first)
	s.Clock.Advance(time.Hour)
	again := s.Dispatched(street.ReblowDispatch(s.Ctx, reblow(first)))
	if again.GetName() == first.GetName() || again.GetNumber() == first.GetNumber() || again.GetFormerDispatch() != first.GetName() ||
		again.GetReblowReason() != "同一处再次爆裂" || again.GetKind() != first.GetKind() || again.GetText() != first.GetText() || again.GetPlace() != first.GetPlace() ||
		again.GetTier() != first.GetTier() || again.GetState() != dispatchv1.Dispatch_STATE_SENT || again.GetReview().GetOutcome() != dispatchv1.Review_OUTCOME_PENDING {
		t.Fatalf("%v blows %v anew", again, first)
	}
	if len(again.GetAssignments()) != 2 || s.Assignment(again, testkit.WaterOffice).GetDuty() != "关阀止水，抢修主管" ||
		s.Assignment(again, testkit.WaterOffice).GetRole() != dispatchv1.Assignment_ROLE_LEAD ||
		s.Assignment(again, testkit.Suzhuang).GetRole() != dispatchv1.Assignment_ROLE_INFORMED {
		t.Errorf("it calls %v", again.GetAssignments())
	}
	s.WantTime("its clocks begin anew", s.ClockOf(again, s.AssignmentOf(again, testkit.WaterOffice), dispatchv1.Clock_KIND_SIGN).GetDueTime(), s.Clock.Now(0).Add(10*time.Minute))
	if now := s.ReadDispatch(first); now.GetEtag() != first.GetEtag() {
		t.Errorf("the first one changed: %v", now)
	}
	found := testkit.Must[*dispatchv1.ListDispatchesResponse](s)(street.ListDispatches(s.Ctx, &dispatchv1.ListDispatchesRequest{
		Filter: `former_dispatch = "` + first.GetName() + `"`})).GetDispatches()
	if len(found) != 1 || found[0].GetName() != again.GetName() {
		t.Errorf("its successors are %v", found)
	}
	_, err := street.ReblowDispatch(s.Ctx, reblow(first))
	testkit.WantFault(t, err, codes.AlreadyExists, "DISPATCH_REBLOWN")
	_, err = street.ReblowDispatch(s.Ctx, reblow(again))
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	s.Dispatched(street.ReblowDispatch(s.Ctx, reblow(cancelled(s, again)))) // the successor may be
}

func TestAReblownWhistleGoesOutByItsReviewAndSaysWhatIsOtherwise(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	street := s.As(testkit.Dispatcher)
	d := s.Dispatched(street.CreateDispatch(s.Ctx, s.Burst(dispatchv1.Dispatch_KIND_WHISTLE_DAILY)))
	s.Dispatched(street.SubmitDispatch(s.Ctx, &dispatchv1.SubmitDispatchRequest{Name: d.GetName()}))
	d = s.Dispatched(s.As(testkit.StreetLeader).RejectDispatch(s.Ctx, &dispatchv1.RejectDispatchRequest{Name: d.GetName(), Note: "先由街道处理"}))
	due := s.Clock.Now(0).Add(72 * time.Hour)
	again := s.Dispatched(street.ReblowDispatch(s.Ctx, reblow(d, func(r *dispatchv1.ReblowDispatchRequest) {
		r.Text, r.DueTime = "街道已处理，管线仍漏", timestamppb.New(due)
		r.Assignments = []*dispatchv1.Assignment{{Unit: s.UnitName(testkit.Planning), Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "核对管线"}}
	})))
	if again.GetState() != dispatchv1.Dispatch_STATE_DRAFT || again.GetText() != "街道已处理，管线仍漏" || len(again.GetAssignments()) != 1 ||
		again.GetPlace() != d.GetPlace() {
		t.Errorf("blown anew: %v", again)
	}
	s.WantTime("due", again.GetDueTime(), due)
	_, err := street.SendDispatch(s.Ctx, &dispatchv1.SendDispatchRequest{Name: again.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "REVIEW_REQUIRED")
}

func TestWhatIsBlownAnewPassesEveryCheckOfANewOne(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	street := s.As(testkit.Dispatcher)
	order := s.Order()
	s.Return(testkit.LiaisonA, &dispatchv1.ReturnAssignmentRequest{Name: s.AssignmentOf(order, testkit.Planning), Reason: dispatchv1.Return_REASON_WRONG_TERRITORY})
	order = cancelled(s, order)
	unknown := "units/01900000-0000-7000-8000-000000000000"
	calls := func(units ...string) func(*dispatchv1.ReblowDispatchRequest) {
		return func(r *dispatchv1.ReblowDispatchRequest) {
			for _, u := range units {
				r.Assignments = append(r.Assignments, &dispatchv1.Assignment{Unit: u, Role: dispatchv1.Assignment_ROLE_LEAD, Duty: "办理"})
			}
		}
	}
	for _, c := range []struct {
		edit          func(*dispatchv1.ReblowDispatchRequest)
		code          codes.Code
		reason, field string
	}{
		{func(r *dispatchv1.ReblowDispatchRequest) { r.Reason = "" }, codes.InvalidArgument, "INVALID_ARGUMENT", "reason"},
		{func(*dispatchv1.ReblowDispatchRequest) {}, codes.InvalidArgument, "ONE_LEAD", "assignments"}, // the lead gave it back
		{calls(s.UnitName(testkit.Suzhuang)), codes.InvalidArgument, "COMMUNITY_MUST_NOT_LEAD", "assignments[0].unit"},
		{calls(unknown), codes.InvalidArgument, "DISPATCH_UNIT_UNKNOWN", "assignments[0].unit"},
		{calls(s.UnitName(testkit.Planning), s.UnitName(testkit.Planning)), codes.AlreadyExists, "DISPATCH_UNIT_TWICE", "assignments"},
		{func(r *dispatchv1.ReblowDispatchRequest) {
			calls(s.UnitName(testkit.Planning))(r)
			r.DueTime = timestamppb.New(s.Clock.Now(0))
		}, codes.InvalidArgument, "DISPATCH_DUE_IN_PAST", "due_time"},
		{func(r *dispatchv1.ReblowDispatchRequest) { r.Etag = "v9" }, codes.Aborted, "STALE", "etag"},
	} {
		_, err := street.ReblowDispatch(s.Ctx, reblow(order, c.edit))
		testkit.WantField(t, err, c.code, c.reason, c.field)
	}
	for who, want := range map[testkit.Who]codes.Code{testkit.Resident: codes.PermissionDenied, testkit.LiaisonA: codes.PermissionDenied, testkit.ForeignAdmin: codes.PermissionDenied} {
		if _, err := s.As(who).ReblowDispatch(s.Ctx, reblow(order)); status.Code(err) != want {
			t.Errorf("%s: %v, want %v", who, err, want)
		}
	}
	if n := s.Count("select count(*) from dispatch where former_id is not null"); n != 0 {
		t.Errorf("%d are blown anew by refusals", n)
	}
}

func TestOneOfTwoWhoBlowItAnewAtOnceDoesAndARepeatedCallIsAnsweredTheSame(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	keyed := metadata.AppendToOutgoingContext(s.Ctx, "idempotency-key", "reblow-once")
	first := cancelled(s, s.Emergency())
	var name string
	for range 2 {
		d, err := s.As(testkit.Dispatcher).ReblowDispatch(keyed, reblow(first))
		if err != nil || name != "" && d.GetName() != name {
			t.Fatal(d, err)
		}
		name = d.GetName()
	}
	other := cancelled(s, s.Emergency())
	var wg sync.WaitGroup
	answers := make([]error, 4)
	for i := range answers {
		wg.Go(func() { _, answers[i] = s.As(testkit.Dispatcher).ReblowDispatch(s.Ctx, reblow(other)) })
	}
	wg.Wait()
	blown := 0
	for _, err := range answers {
		switch status.Code(err) {
		case codes.OK:
			blown++
		case codes.AlreadyExists:
		default:
			t.Error(err)
		}
	}
	if n := s.Count("select count(*) from dispatch where former_id is not null"); blown != 1 || n != 2 {
		t.Errorf("%d blew it anew, %d are kept", blown, n)
	}
}
