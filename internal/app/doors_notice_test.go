package app_test

import (
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var noticeCases = map[string]doorCase{
	"NoticeService.ListNotices": {testkit.Resident, func(d *district) proto.Message {
		d.notice()
		return &noticev1.ListNoticesRequest{PageSize: 1, Filter: "NOT read_time:*", WithTotal: true}
	}},
	"NoticeService.MarkNoticeRead": {testkit.Resident, func(d *district) proto.Message {
		return &noticev1.MarkNoticeReadRequest{Name: d.notice()}
	}},
	"NoticeService.MarkAllNoticesRead": {testkit.Resident, func(d *district) proto.Message {
		d.notice()
		return &noticev1.MarkAllNoticesReadRequest{}
	}},
	"NoticeService.ListDeliveries": {testkit.SystemAdmin, func(d *district) proto.Message {
		d.undelivered()
		return &noticev1.ListDeliveriesRequest{PageSize: 1, Filter: "state = STATE_FAILED"}
	}},
	"NoticeService.RetryDelivery": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &noticev1.RetryDeliveryRequest{Name: d.undelivered()}
	}},
}

// notice is an unread one of the resident.
func (d *district) notice() string {
	d.t.Helper()
	d.booked()
	d.Tell(d.t)
	return prepare[*noticev1.ListNoticesResponse](d, testkit.Resident, &noticev1.ListNoticesRequest{PageSize: 1}).GetNotices()[0].GetName()
}

// undelivered is a delivery that the gateway did not take.
func (d *district) undelivered() string {
	d.t.Helper()
	prepare[*bookingv1.Booking](d, testkit.Resident, &bookingv1.CancelBookingRequest{Name: d.booked()})
	d.Tell(d.t)
	name := prepare[*noticev1.ListDeliveriesResponse](d, testkit.SystemAdmin, &noticev1.ListDeliveriesRequest{PageSize: 1}).GetDeliveries()[0].GetName()
	d.GatewayAnswers(503)
	defer d.GatewayAnswers(0)
	id := uuid.MustParse(strings.TrimPrefix(name, "deliveries/"))
	if err := d.Notice.Deliver(access.AsSystem(d.t.Context(), demo.Fangshan), id); err == nil {
		d.t.Fatal("the gateway took it")
	}
	return name
}
