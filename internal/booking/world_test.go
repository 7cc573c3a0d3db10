package booking_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// world is a running server with one sports ground, open every day from 08:00 to 22:00.
type world struct {
	*testkit.Kit
	unit   string // owner of the ground
	ground *bookingv1.Resource
}

func start(t *testing.T) *world {
	t.Helper()
	w := &world{Kit: testkit.Start(t)}
	w.unit = "units/" + w.ownerUnit(t).String()
	w.ground = w.newGround(t)
	return w
}

func (w *world) as(who testkit.Who) bookingv1.BookingServiceClient {
	return bookingv1.NewBookingServiceClient(w.Conn(who))
}

// ownerUnit is the unit in which the resource owner holds the role.
func (w *world) ownerUnit(t *testing.T) (unit uuid.UUID) {
	t.Helper()
	if err := w.Owner().QueryRow(t.Context(), `select unit_id from membership where tenant_id = 110111 and role = 'RESOURCE_OWNER'`).
		Scan(&unit); err != nil {
		t.Fatal(err)
	}
	return unit
}

// newGround registers and publishes a ground and opens it.
func (w *world) newGround(t *testing.T) *bookingv1.Resource {
	t.Helper()
	owner := w.as(testkit.ResourceOwner)
	r, err := owner.CreateResource(t.Context(), &bookingv1.CreateResourceRequest{Resource: w.aGround()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := owner.CreateShareWindow(t.Context(), &bookingv1.CreateShareWindowRequest{
		Parent: r.GetName(), ShareWindow: w.daily("08:00", "22:00")}); err != nil {
		t.Fatal(err)
	}
	return r
}

// aGround is a ground as an owner registers it, published from now on.
func (w *world) aGround() *bookingv1.Resource {
	return &bookingv1.Resource{
		Unit: w.unit, Kind: bookingv1.Resource_KIND_SPORTS_GROUND, Title: "操场", Capacity: 40,
		Equipment: []string{"篮球架", "照明"}, PublishedFrom: timestamppb.New(w.now()),
	}
}

// daily is a window on every day from today on.
func (w *world) daily(opens, closes string) *bookingv1.ShareWindow {
	today := w.now().In(clock.Zone)
	return &bookingv1.ShareWindow{
		Weekdays: []bookingv1.ShareWindow_Weekday{1, 2, 3, 4, 5, 6, 7}, Opens: opens, Closes: closes,
		ValidFrom: &date.Date{Year: int32(today.Year()), Month: int32(today.Month()), Day: int32(today.Day())},
	}
}

func (w *world) now() time.Time { return w.Clock.Now(110111) }

// tomorrow at a time of day in Asia/Shanghai.
func (w *world) tomorrow(hour, minute int) time.Time {
	year, month, day := w.now().In(clock.Zone).Date()
	return time.Date(year, month, day+1, hour, minute, 0, 0, clock.Zone)
}

// wish is a booking of the ground from start to end.
func (w *world) wish(start, end time.Time) *bookingv1.Booking {
	return &bookingv1.Booking{Resource: w.ground.GetName(), StartTime: timestamppb.New(start), EndTime: timestamppb.New(end),
		Headcount: 10, Purpose: "社区篮球赛"}
}

// book books the ground and expects success.
func (w *world) book(t *testing.T, who testkit.Who, start, end time.Time) *bookingv1.Booking {
	t.Helper()
	b, err := w.as(who).CreateBooking(t.Context(), &bookingv1.CreateBookingRequest{Booking: w.wish(start, end)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// freeStarts are the times of day at which the free slots of tomorrow start.
func (w *world) freeStarts(t *testing.T, who testkit.Who) []string {
	t.Helper()
	res, err := w.as(who).ListFreeSlots(t.Context(), &bookingv1.ListFreeSlotsRequest{
		Name: w.ground.GetName(), From: timestamppb.New(w.tomorrow(0, 0)), Until: timestamppb.New(w.tomorrow(24, 0))})
	if err != nil {
		t.Fatal(err)
	}
	var starts []string
	for _, slot := range res.GetFreeSlots() {
		starts = append(starts, slot.GetStartTime().AsTime().In(clock.Zone).Format("15:04"))
	}
	return starts
}

// count is the number that a query of the owner's role answers.
func (w *world) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.Owner().QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestMain runs the tests on one private cluster.
func TestMain(m *testing.M) { testkit.Main(m) }
