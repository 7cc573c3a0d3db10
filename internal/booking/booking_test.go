package booking_test

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// proves BK-06
func TestASecondBookingOfTheSameSlotIsRefused(t *testing.T) {
	t.Parallel()
	w := start(t)
	body := map[string]any{"resource": w.ground.GetName(), "headcount": 10, "purpose": "太极拳",
		"startTime": w.tomorrow(18, 0).UTC().Format(time.RFC3339), "endTime": w.tomorrow(19, 0).Format(time.RFC3339)}
	status, made := w.REST(t, testkit.Resident, http.MethodPost, "/v1/bookings", body)
	if status != http.StatusOK || made["state"] != "STATE_CONFIRMED" || made["endTime"] != w.tomorrow(19, 0).UTC().Format(time.RFC3339) {
		t.Fatalf("first booking: %d %v", status, made)
	}
	body["startTime"] = w.tomorrow(18, 59).Format(time.RFC3339)
	body["endTime"] = w.tomorrow(20, 0).Format(time.RFC3339)
	status, refused := w.REST(t, testkit.Resident2, http.MethodPost, "/v1/bookings", body)
	metadata, _ := refused["metadata"].(map[string]any)
	if status != http.StatusConflict || refused["reason"] != "SLOT_TAKEN" || refused["code"] != "ALREADY_EXISTS" ||
		metadata["resource"] != w.ground.GetName() || metadata["start_time"] != w.tomorrow(18, 59).UTC().Format(time.RFC3339) ||
		metadata["end_time"] != w.tomorrow(20, 0).UTC().Format(time.RFC3339) {
		t.Errorf("second booking: %d %v", status, refused)
	}
	if n := w.count(t, `select count(*) from booking where tenant_id = 110111`); n != 1 {
		t.Errorf("%d bookings are stored, want 1", n)
	}
}

// proves BK-06
func TestAdjacentSlotsAreBothBooked(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.book(t, testkit.Resident, w.tomorrow(10, 0), w.tomorrow(11, 0))
	w.book(t, testkit.Resident2, w.tomorrow(11, 0), w.tomorrow(12, 0))
	w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	if got := w.freeStarts(t, testkit.Resident); len(got) != 11 || slices.Contains(got, "10:00") {
		t.Errorf("free slots start at %v", got)
	}
}

func TestABookingIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	w := start(t)
	for name, c := range map[string]struct {
		change func(*bookingv1.Booking)
		code   codes.Code
		reason string
	}{
		"end equal to start":  {func(b *bookingv1.Booking) { b.EndTime = b.GetStartTime() }, codes.InvalidArgument, "END_BEFORE_START"},
		"end before start":    {func(b *bookingv1.Booking) { b.EndTime = timestamppb.New(w.tomorrow(8, 0)) }, codes.InvalidArgument, "END_BEFORE_START"},
		"in the past":         {func(b *bookingv1.Booking) { b.StartTime = timestamppb.New(w.now()) }, codes.InvalidArgument, "START_IN_PAST"},
		"ten years":           {func(b *bookingv1.Booking) { b.EndTime = timestamppb.New(w.tomorrow(9+24*3653, 0)) }, codes.InvalidArgument, "BOOKING_TOO_LONG"},
		"past 2100":           {func(b *bookingv1.Booking) { b.EndTime = &timestamppb.Timestamp{Seconds: 1 << 40} }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"too far ahead":       {func(b *bookingv1.Booking) { later(b, 31*24*time.Hour) }, codes.InvalidArgument, "TOO_FAR_AHEAD"},
		"before the opening":  {func(b *bookingv1.Booking) { later(b, -90*time.Minute) }, codes.FailedPrecondition, "OUTSIDE_SHARE_WINDOW"},
		"too many people":     {func(b *bookingv1.Booking) { b.Headcount = 41 }, codes.InvalidArgument, "OVER_CAPACITY"},
		"nobody comes":        {func(b *bookingv1.Booking) { b.Headcount = 0 }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"no purpose":          {func(b *bookingv1.Booking) { b.Purpose = "" }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"no time":             {func(b *bookingv1.Booking) { b.StartTime = nil }, codes.InvalidArgument, "INVALID_ARGUMENT"},
		"an unknown resource": {func(b *bookingv1.Booking) { b.Resource = "resources/" + uuid.NewString() }, codes.NotFound, "NOT_FOUND"},
		"for another's unit":  {func(b *bookingv1.Booking) { b.Unit = w.unit }, codes.PermissionDenied, "PERMISSION_DENIED"},
	} {
		t.Run(name, func(t *testing.T) {
			b := w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0))
			c.change(b)
			_, err := w.as(testkit.Resident).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: b})
			testkit.WantFault(t, err, c.code, c.reason)
		})
	}
	_, err := w.as(testkit.ForeignResident).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0))})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	_, err = w.as(testkit.Anonymous).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0))})
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	if n := w.count(t, `select count(*) from booking`); n != 0 {
		t.Errorf("%d bookings are stored, want none", n)
	}
}

func TestABookingIDChosenByTheClientIsTakenOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	id := uuid.Must(uuid.NewV7()).String()
	book := func(hour int) (*bookingv1.Booking, error) {
		return w.as(testkit.Resident).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{
			Booking: w.wish(w.tomorrow(hour, 0), w.tomorrow(hour+1, 0)), BookingId: id})
	}
	if b, err := book(9); err != nil || b.GetName() != "bookings/"+id {
		t.Fatalf("got %v, %v", b, err)
	}
	_, err := book(12)
	testkit.WantFault(t, err, codes.AlreadyExists, "BOOKING_EXISTS")
}

func TestTheOwnerBooksOnBehalfOfItsUnit(t *testing.T) {
	t.Parallel()
	w := start(t)
	wish := w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0))
	wish.Unit = w.unit
	b, err := w.as(testkit.ResourceOwner).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: wish})
	if err != nil || b.GetUnit() != w.unit {
		t.Errorf("got %v, %v", b, err)
	}
}

func TestABookingIsSeenByItsBookerAndTheOwnerUnitOnly(t *testing.T) {
	t.Parallel()
	w := start(t)
	b := w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	w.book(t, testkit.Resident2, w.tomorrow(10, 0), w.tomorrow(11, 0))
	for _, who := range []testkit.Who{testkit.Resident, testkit.ResourceOwner} {
		got, err := w.as(who).GetBooking(t.Context(), &bookingv1.GetBookingRequest{Name: b.GetName()})
		if err != nil || !proto.Equal(got, b) {
			t.Errorf("%v reads %v, %v, want %v", who, got, err, b)
		}
	}
	for _, who := range []testkit.Who{testkit.Resident2, testkit.ForeignResident} {
		_, err := w.as(who).GetBooking(t.Context(), &bookingv1.GetBookingRequest{Name: b.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = w.as(who).ListBookingActions(t.Context(), &bookingv1.ListBookingActionsRequest{Name: b.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
		_, err = w.as(who).CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: b.GetName()})
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	for who, want := range map[testkit.Who]struct{ all, ofGround int }{
		testkit.Resident: {1, 1}, testkit.ResourceOwner: {0, 2}, testkit.ForeignResident: {0, 0},
	} {
		all, err := w.as(who).ListBookings(t.Context(), &bookingv1.ListBookingsRequest{})
		if err != nil || len(all.GetBookings()) != want.all {
			t.Errorf("%v lists %v, %v, want %d", who, all, err, want.all)
		}
		of, err := w.as(who).ListBookings(t.Context(), &bookingv1.ListBookingsRequest{Resource: w.ground.GetName()})
		if err != nil || len(of.GetBookings()) != want.ofGround {
			t.Errorf("%v lists %v of the ground, %v, want %d", who, of, err, want.ofGround)
		}
	}
}

func TestAListOfBookingsIsFilteredAndTurnsItsPages(t *testing.T) {
	t.Parallel()
	w := start(t)
	var made []string
	for hour := 8; hour < 13; hour++ {
		made = append([]string{w.book(t, testkit.Resident, w.tomorrow(hour, 0), w.tomorrow(hour+1, 0)).GetName()}, made...)
	}
	client := w.as(testkit.Resident)
	if _, err := client.CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: made[4]}); err != nil {
		t.Fatal(err)
	}
	req := &bookingv1.ListBookingsRequest{PageSize: 3, State: bookingv1.Booking_STATE_CONFIRMED}
	var names []string
	for {
		res, err := client.ListBookings(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range res.GetBookings() {
			names = append(names, b.GetName())
		}
		if req.PageToken = res.GetNextPageToken(); req.GetPageToken() == "" {
			break
		}
	}
	if !slices.Equal(names, made[:4]) {
		t.Errorf("got %v, want %v", names, made[:4])
	}
}

func TestACancelledSlotIsFreeAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	b := w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	w.Clock.Advance(time.Minute)
	gone, err := w.as(testkit.Resident).CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: b.GetName(), Reason: "下雨", Etag: b.GetEtag()})
	if err != nil {
		t.Fatal(err)
	}
	want := proto.Clone(b).(*bookingv1.Booking)
	want.State, want.CancelReason, want.Etag = bookingv1.Booking_STATE_CANCELLED, "下雨", "v2"
	want.CancelTime, want.UpdateTime = timestamppb.New(w.now()), timestamppb.New(w.now())
	if !proto.Equal(gone, want) {
		t.Errorf("cancelled:\n%v, want\n%v", gone, want)
	}
	w.book(t, testkit.Resident2, w.tomorrow(9, 0), w.tomorrow(10, 0))
	_, err = w.as(testkit.Resident).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0))})
	testkit.WantFault(t, err, codes.AlreadyExists, "SLOT_TAKEN")
}

func TestABookingIsCancelledOnceAndNotAfterItsEnd(t *testing.T) {
	t.Parallel()
	w := start(t)
	mine := w.book(t, testkit.Resident, w.tomorrow(9, 0), w.tomorrow(10, 0))
	late := w.book(t, testkit.Resident, w.tomorrow(10, 0), w.tomorrow(11, 0))
	client := w.as(testkit.Resident)
	_, err := client.CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: mine.GetName(), Etag: "v9"})
	testkit.WantFault(t, err, codes.Aborted, "STALE")
	wantAction(t, client, mine, true, "")
	if _, err := w.as(testkit.ResourceOwner).CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: mine.GetName(), Reason: "学校考试"}); err != nil {
		t.Fatal(err)
	}
	_, err = client.CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: mine.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	wantAction(t, client, mine, false, "WRONG_STATE")
	w.Clock.Set(w.tomorrow(11, 0))
	_, err = client.CancelBooking(t.Context(), &bookingv1.CancelBookingRequest{Name: late.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "BOOKING_OVER")
	wantAction(t, client, late, false, "BOOKING_OVER")
}

func TestABookingAndItsCancellationSentTwiceByOneKeyHappenOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	client := w.as(testkit.Resident)
	req := &bookingv1.CreateBookingRequest{Booking: w.wish(w.tomorrow(9, 0), w.tomorrow(10, 0)), RequestId: "book"}
	first, err := client.CreateBooking(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := client.CreateBooking(t.Context(), req); err != nil || !proto.Equal(first, second) {
		t.Errorf("the second answer is %v, %v, want %v", second, err, first)
	}
	cancel := &bookingv1.CancelBookingRequest{Name: first.GetName(), RequestId: "cancel"}
	gone, err := client.CancelBooking(t.Context(), cancel)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := client.CancelBooking(t.Context(), cancel); err != nil || !proto.Equal(gone, again) {
		t.Errorf("the second answer is %v, %v, want %v", again, err, gone)
	}
	if n := w.count(t, `select count(*) from audit where tenant_id = 110111 and object = $1`, first.GetName()); n != 2 {
		t.Errorf("%d audit rows, want one for each of the two changes", n)
	}
	if n := w.count(t, `select count(*) from event where tenant_id = 110111 and subject = $1`, first.GetName()); n != 2 {
		t.Errorf("%d events, want one for each of the two changes", n)
	}
}

func TestFreeSlotsAreAskedForABoundedSpanOnly(t *testing.T) {
	t.Parallel()
	w := start(t)
	ask := func(from, until time.Time) error {
		_, err := w.as(testkit.Resident).ListFreeSlots(t.Context(), &bookingv1.ListFreeSlotsRequest{
			Name: w.ground.GetName(), From: timestamppb.New(from), Until: timestamppb.New(until)})
		return err
	}
	if err := ask(w.now(), w.now().Add(31*24*time.Hour)); err != nil {
		t.Error(err)
	}
	testkit.WantFault(t, ask(w.now(), w.now().Add(31*24*time.Hour+time.Microsecond)), codes.InvalidArgument, "FREE_SLOT_SPAN_TOO_LONG")
	testkit.WantFault(t, ask(w.now(), w.now()), codes.InvalidArgument, "END_BEFORE_START")
}

func later(b *bookingv1.Booking, d time.Duration) {
	b.StartTime = timestamppb.New(b.GetStartTime().AsTime().Add(d))
	b.EndTime = timestamppb.New(b.GetEndTime().AsTime().Add(d))
}

func wantAction(t *testing.T, client bookingv1.BookingServiceClient, b *bookingv1.Booking, allowed bool, reason string) {
	t.Helper()
	res, err := client.ListBookingActions(t.Context(), &bookingv1.ListBookingActionsRequest{Name: b.GetName()})
	if err != nil || len(res.GetActions()) != 1 {
		t.Fatalf("actions: %v, %v", res, err)
	}
	if a := res.GetActions()[0]; a.GetVerb() != "cancel" || a.GetAllowed() != allowed || a.GetReason() != reason {
		t.Errorf("action: %v, want cancel, allowed %v, reason %q", a, allowed, reason)
	}
}
