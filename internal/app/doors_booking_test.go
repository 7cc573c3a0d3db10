package app_test

import (
	"time"

	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var bookingCases = map[string]doorCase{
	"BookingService.CreateResource": {testkit.ResourceOwner, func(d *district) proto.Message { return d.newGround() }},
	"BookingService.GetResource": {testkit.Resident, func(d *district) proto.Message {
		return &bookingv1.GetResourceRequest{Name: d.ground()}
	}},
	"BookingService.ListResources": {testkit.Resident, func(d *district) proto.Message {
		d.ground()
		d.ground()
		return &bookingv1.ListResourcesRequest{PageSize: 2, Kind: bookingv1.Resource_KIND_SPORTS_GROUND, Unit: d.unit(school)}
	}},
	"BookingService.UpdateResource": {testkit.ResourceOwner, func(d *district) proto.Message {
		return &bookingv1.UpdateResourceRequest{Resource: &bookingv1.Resource{Name: d.ground(), Title: "东操场", SlotMinutes: 30},
			UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"title", "slot_minutes"}}}
	}},
	"BookingService.UpdateResource without a mask": {testkit.ResourceOwner, func(d *district) proto.Message {
		return &bookingv1.UpdateResourceRequest{Resource: &bookingv1.Resource{Name: d.ground(), Title: "东操场", SlotMinutes: 30, Etag: "v1"}}
	}},
	"BookingService.DeleteResource": {testkit.ResourceOwner, func(d *district) proto.Message {
		return &bookingv1.DeleteResourceRequest{Name: d.ground(), Etag: "v1"}
	}},
	"BookingService.ListResources with the deleted": {testkit.ResourceOwner, func(d *district) proto.Message {
		d.deleted()
		return &bookingv1.ListResourcesRequest{ShowDeleted: true, Filter: "delete_time:*"}
	}},
	"BookingService.UndeleteResource": {testkit.ResourceOwner, func(d *district) proto.Message {
		return &bookingv1.UndeleteResourceRequest{Name: d.deleted()}
	}},
	"BookingService.CreateShareWindow": {testkit.ResourceOwner, func(d *district) proto.Message {
		return d.window(prepare[*bookingv1.Resource](d, testkit.ResourceOwner, d.newGround()).GetName())
	}},
	"BookingService.ListShareWindows": {testkit.Resident, func(d *district) proto.Message {
		return &bookingv1.ListShareWindowsRequest{Parent: d.ground()}
	}},
	"BookingService.DeleteShareWindow": {testkit.ResourceOwner, func(d *district) proto.Message {
		r := prepare[*bookingv1.Resource](d, testkit.ResourceOwner, d.newGround())
		w := prepare[*bookingv1.ShareWindow](d, testkit.ResourceOwner, d.window(r.GetName()))
		return &bookingv1.DeleteShareWindowRequest{Name: w.GetName(), Etag: w.GetEtag()}
	}},
	"BookingService.ListFreeSlots": {testkit.Resident, func(d *district) proto.Message {
		return &bookingv1.ListFreeSlotsRequest{Name: d.ground(), From: d.tomorrow(8), Until: d.tomorrow(12)}
	}},
	"BookingService.CreateBooking": {testkit.Resident, func(d *district) proto.Message { return d.newBooking(d.ground()) }},
	"BookingService.GetBooking": {testkit.Resident, func(d *district) proto.Message {
		return &bookingv1.GetBookingRequest{Name: d.booked()}
	}},
	"BookingService.BatchGetBookings": {testkit.Resident, func(d *district) proto.Message {
		return &bookingv1.BatchGetBookingsRequest{Names: []string{d.booked(), d.booked()}}
	}},
	"BookingService.ListBookings": {testkit.Resident, func(d *district) proto.Message {
		d.booked()
		d.booked()
		return &bookingv1.ListBookingsRequest{PageSize: 2, State: bookingv1.Booking_STATE_CONFIRMED}
	}},
	"BookingService.CancelBooking": {testkit.Resident, func(d *district) proto.Message {
		return &bookingv1.CancelBookingRequest{Name: d.booked(), Reason: "下雨"}
	}},
	"BookingService.ListBookingActions": {testkit.Resident, func(d *district) proto.Message {
		return &bookingv1.ListBookingActionsRequest{Name: d.booked()}
	}},
}

// newGround is the school's sports ground, published from now on.
func (d *district) newGround() *bookingv1.CreateResourceRequest {
	return &bookingv1.CreateResourceRequest{Resource: &bookingv1.Resource{Unit: d.unit(school), Kind: bookingv1.Resource_KIND_SPORTS_GROUND,
		Title: "操场", Description: "标准场地", Capacity: 40, Equipment: []string{"篮球架", "照明"}, PublishedFrom: timestamppb.New(d.Clock.Now(demo.Fangshan))}}
}

// window opens a ground every day from 08:00 to 22:00.
func (d *district) window(ground string) *bookingv1.CreateShareWindowRequest {
	today := d.Clock.Now(demo.Fangshan).In(clock.Zone)
	return &bookingv1.CreateShareWindowRequest{Parent: ground, ShareWindow: &bookingv1.ShareWindow{
		Weekdays: []bookingv1.ShareWindow_Weekday{1, 2, 3, 4, 5, 6, 7}, Opens: "08:00", Closes: "22:00",
		ValidFrom: &date.Date{Year: int32(today.Year()), Month: int32(today.Month()), Day: int32(today.Day())}}}
}

// ground is a new one, open.
func (d *district) ground() string {
	d.t.Helper()
	r := prepare[*bookingv1.Resource](d, testkit.ResourceOwner, d.newGround())
	prepare[*bookingv1.ShareWindow](d, testkit.ResourceOwner, d.window(r.GetName()))
	return r.GetName()
}

// deleted is a ground that its owner has deleted.
func (d *district) deleted() string {
	d.t.Helper()
	return prepare[*bookingv1.Resource](d, testkit.ResourceOwner, &bookingv1.DeleteResourceRequest{Name: d.ground()}).GetName()
}

func (d *district) tomorrow(hour int) *timestamppb.Timestamp {
	year, month, day := d.Clock.Now(demo.Fangshan).In(clock.Zone).Date()
	return timestamppb.New(time.Date(year, month, day+1, hour, 0, 0, 0, clock.Zone))
}

func (d *district) newBooking(ground string) *bookingv1.CreateBookingRequest {
	return &bookingv1.CreateBookingRequest{Booking: &bookingv1.Booking{Resource: ground, StartTime: d.tomorrow(18), EndTime: d.tomorrow(19),
		Headcount: 10, Purpose: "社区篮球赛"}}
}

func (d *district) booked() string {
	d.t.Helper()
	return prepare[*bookingv1.Booking](d, testkit.Resident, d.newBooking(d.ground())).GetName()
}
