package extension_test

import (
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestAnAssistingUnitIsExtendedAloneAndByWorkingDaysWhereItsLimitIs(t *testing.T) {
	t.Parallel()
	s := testkit.StartDispatches(t)
	s.Settle(t, "dispatch.complete.whistle_daily", `{"minutes": 7200, "basis": "WORKING_DAYS"}`)
	s.Clock.Set(testkit.Epoch.Add(time.Minute))
	d := s.Dispatched(s.As(testkit.Dispatcher).CreateDispatch(s.Ctx, s.Burst(dispatchv1.Dispatch_KIND_WHISTLE_DAILY)))
	s.Dispatched(s.As(testkit.Dispatcher).SubmitDispatch(s.Ctx, &dispatchv1.SubmitDispatchRequest{Name: d.GetName()}))
	d = s.Dispatched(s.As(testkit.StreetLeader).ApproveDispatch(s.Ctx, &dispatchv1.ApproveDispatchRequest{Name: d.GetName()}))
	assist := s.AssignmentOf(d, testkit.GardensOffice)
	sunday := calendar.Date{Year: 2026, Month: time.December, Day: 6}.Start().Add(12 * time.Hour)
	ask := &dispatchv1.RequestExtensionRequest{Name: assist, DueTime: timestamppb.New(sunday), Reason: "树木较多"}
	_, err := s.As(testkit.LiaisonC).RequestExtension(s.Ctx, ask)
	testkit.WantFault(t, err, codes.FailedPrecondition, "EXTENSION_BEFORE_SIGNING")
	s.Sign(testkit.LiaisonC, assist)
	if _, err := s.As(testkit.LiaisonC).RequestExtension(s.Ctx, ask); err != nil {
		t.Fatal(err)
	}
	e, err := s.As(testkit.StreetLeader).DecideExtension(s.Ctx, &dispatchv1.DecideExtensionRequest{Name: assist,
		Decision: dispatchv1.Extension_STATE_APPROVED, Note: "同意"})
	if err != nil {
		t.Fatal(err)
	}
	s.WantTime("the last working moment before Sunday", e.GetDueTime(), calendar.Date{Year: 2026, Month: time.December, Day: 5}.Start())
	now := s.ReadDispatch(d)
	s.WantTime("the extended unit", s.Assignment(now, testkit.GardensOffice).GetDueTime(), e.GetDueTime().AsTime())
	for what, got := range map[string]*timestamppb.Timestamp{"the dispatch": now.GetDueTime(), "another assistant": s.Assignment(now, testkit.Planning).GetDueTime(),
		"the lead": s.Assignment(now, testkit.WaterOffice).GetDueTime()} {
		s.WantTime(what, got, d.GetDueTime().AsTime())
	}
}
