package booking_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves BK-01
func TestAShareWindowOpensTheResourceAndItsEndClosesItWithoutTouchingBookings(t *testing.T) {
	t.Parallel()
	w := start(t)
	booked := w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	if got := w.freeStarts(t, testkit.Anonymous); len(got) != 13 || slices.Contains(got, "09:00") {
		t.Errorf("free slots start at %v, want 13 of the 14 hours from 08:00 on, without 09:00", got)
	}
	windows, err := w.as(testkit.Resident).ListShareWindows(t.Context(), &bookingv1.ListShareWindowsRequest{Parent: w.ground.GetName()})
	if err != nil || len(windows.GetShareWindows()) != 1 {
		t.Fatalf("windows: %v, %v", windows, err)
	}
	window := windows.GetShareWindows()[0]
	want := w.daily("08:00", "22:00")
	want.Name, want.Etag, want.CreateTime, want.UpdateTime = window.GetName(), "v1", timestamppb.New(w.now()), timestamppb.New(w.now())
	if !proto.Equal(window, want) {
		t.Errorf("the window is\n%v, want\n%v", window, want)
	}
	if _, err := w.as(testkit.ResourceOwner).DeleteShareWindow(t.Context(), &bookingv1.DeleteShareWindowRequest{Name: window.GetName(), Etag: "v1"}); err != nil {
		t.Fatal(err)
	}
	if got := w.freeStarts(t, testkit.Anonymous); len(got) != 0 {
		t.Errorf("free slots start at %v, want none", got)
	}
	kept, err := w.as(testkit.Resident).GetBooking(t.Context(), &bookingv1.GetBookingRequest{Name: booked.GetName()})
	if err != nil || !proto.Equal(kept, booked) {
		t.Errorf("the booking has become\n%v, %v, want\n%v", kept, err, booked)
	}
	_, err = w.as(testkit.Resident).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(w.tomorrow(11, 0), w.tomorrow(12, 0))})
	testkit.WantFault(t, err, codes.FailedPrecondition, "OUTSIDE_SHARE_WINDOW")
	_, err = w.as(testkit.ResourceOwner).DeleteShareWindow(t.Context(), &bookingv1.DeleteShareWindowRequest{Name: window.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

func TestAShareWindowThatNeverOpensIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	for name, c := range map[string]struct {
		change func(*bookingv1.ShareWindow)
		reason string
	}{
		"closes as it opens":    {func(s *bookingv1.ShareWindow) { s.Closes = s.GetOpens() }, "SHARE_WINDOW_EMPTY"},
		"ends before it begins": {func(s *bookingv1.ShareWindow) { s.ValidUntil = &date.Date{Year: 2000, Month: 1, Day: 1} }, "SHARE_WINDOW_EMPTY"},
		"no such day":           {func(s *bookingv1.ShareWindow) { s.ValidUntil = &date.Date{Year: 2027, Month: 2, Day: 29} }, "INVALID_ARGUMENT"},
		"no day of the month":   {func(s *bookingv1.ShareWindow) { s.ValidFrom.Day = 0 }, "INVALID_ARGUMENT"},
		"no weekday":            {func(s *bookingv1.ShareWindow) { s.Weekdays = nil }, "INVALID_ARGUMENT"},
		"a weekday twice":       {func(s *bookingv1.ShareWindow) { s.Weekdays = []bookingv1.ShareWindow_Weekday{1, 1} }, "INVALID_ARGUMENT"},
		"no time of day":        {func(s *bookingv1.ShareWindow) { s.Opens = "8:00" }, "INVALID_ARGUMENT"},
		"past midnight":         {func(s *bookingv1.ShareWindow) { s.Closes = "24:01" }, "INVALID_ARGUMENT"},
	} {
		t.Run(name, func(t *testing.T) {
			window := w.daily("08:00", "22:00")
			c.change(window)
			_, err := w.as(testkit.ResourceOwner).CreateShareWindow(t.Context(), &bookingv1.CreateShareWindowRequest{Parent: w.ground.GetName(), ShareWindow: window})
			testkit.WantFault(t, err, codes.InvalidArgument, c.reason)
		})
	}
	if n := w.count(t, `select count(*) from share_window where tenant_id = 110111`); n != 1 {
		t.Errorf("%d windows are stored, want the one of the start", n)
	}
}

func TestOnlyTheOwnerUnitOpensAndClosesAResource(t *testing.T) {
	t.Parallel()
	w := start(t)
	windows, err := w.as(testkit.Anonymous).ListShareWindows(t.Context(), &bookingv1.ListShareWindowsRequest{Parent: w.ground.GetName()})
	if err != nil {
		t.Fatal(err)
	}
	name := windows.GetShareWindows()[0].GetName()
	for _, who := range []testkit.Who{testkit.Resident, testkit.CommunityWorker, testkit.ForeignResident} {
		_, err := w.as(who).CreateShareWindow(t.Context(), &bookingv1.CreateShareWindowRequest{Parent: w.ground.GetName(), ShareWindow: w.daily("06:00", "07:00")})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = w.as(who).DeleteShareWindow(t.Context(), &bookingv1.DeleteShareWindowRequest{Name: name})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	owner := w.as(testkit.ResourceOwner)
	_, err = owner.DeleteShareWindow(t.Context(), &bookingv1.DeleteShareWindowRequest{Name: name, Etag: "v2"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	_, err = owner.CreateShareWindow(t.Context(), &bookingv1.CreateShareWindowRequest{Parent: "resources/" + uuid.NewString(), ShareWindow: w.daily("06:00", "07:00")})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if n := w.count(t, `select count(*) from share_window where tenant_id = 110111`); n != 1 {
		t.Errorf("%d windows are stored, want the one of the start", n)
	}
}

func TestAWindowOpenedAndClosedTwiceByOneKeyIsOneChangeEach(t *testing.T) {
	t.Parallel()
	w := start(t)
	owner := w.as(testkit.ResourceOwner)
	open := &bookingv1.CreateShareWindowRequest{Parent: w.ground.GetName(), ShareWindow: w.daily("06:00", "07:00"), RequestId: "open"}
	first, err := owner.CreateShareWindow(t.Context(), open)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := owner.CreateShareWindow(t.Context(), open); err != nil || !proto.Equal(first, second) {
		t.Errorf("the second answer is %v, %v, want %v", second, err, first)
	}
	for range 2 {
		if _, err := owner.DeleteShareWindow(t.Context(), &bookingv1.DeleteShareWindowRequest{Name: first.GetName(), RequestId: "close"}); err != nil {
			t.Fatal(err)
		}
	}
	if n := w.count(t, `select count(*) from share_window where tenant_id = 110111`); n != 1 {
		t.Errorf("%d windows are stored, want the one of the start", n)
	}
}

func TestAShareWindowOpensOnItsWeekdaysFromItsFirstDayToItsLast(t *testing.T) {
	t.Parallel()
	w := start(t)
	owner := w.as(testkit.ResourceOwner)
	revoke := func() {
		windows, err := owner.ListShareWindows(t.Context(), &bookingv1.ListShareWindowsRequest{Parent: w.ground.GetName()})
		if err != nil || len(windows.GetShareWindows()) != 1 {
			t.Fatalf("windows: %v, %v", windows, err)
		}
		last := windows.GetShareWindows()[0]
		if _, err := owner.DeleteShareWindow(t.Context(), &bookingv1.DeleteShareWindowRequest{Name: last.GetName(), Etag: last.GetEtag()}); err != nil {
			t.Fatal(err)
		}
	}
	on := func(days int) *date.Date {
		year, month, day := w.tomorrow(0, 0).AddDate(0, 0, days).Date()
		return &date.Date{Year: int32(year), Month: int32(month), Day: int32(day)}
	}
	weekday := bookingv1.ShareWindow_Weekday((w.tomorrow(0, 0).Weekday()+6)%7 + 1)
	for what, c := range map[string]struct {
		weekday     bookingv1.ShareWindow_Weekday
		first, last int // days from tomorrow
		open        bool
	}{
		"of that day alone":         {weekday, 0, 0, true},
		"that ended the day before": {weekday, -1, -1, false},
		"that begins the day after": {weekday, 1, 9, false},
		"of the next weekday":       {weekday%7 + 1, -1, 9, false},
	} {
		revoke()
		window := w.daily("10:00", "11:00")
		window.Weekdays, window.ValidFrom, window.ValidUntil = []bookingv1.ShareWindow_Weekday{c.weekday}, on(c.first), on(c.last)
		if _, err := owner.CreateShareWindow(t.Context(), &bookingv1.CreateShareWindowRequest{Parent: w.ground.GetName(), ShareWindow: window}); err != nil {
			t.Fatal(err)
		}
		if got := len(w.freeStarts(t, testkit.Resident)) > 0; got != c.open {
			t.Errorf("a window %s: open %v", what, got)
		}
	}
}
