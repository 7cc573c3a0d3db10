package app_test

import (
	"strings"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/structpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	administrationv1 "github.com/haolinju/haolinju/api/gen/haolinju/administration/v1"
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
	"NoticeService.GetMailAddress": {testkit.Resident, func(d *district) proto.Message {
		d.mailAddress()
		return &noticev1.GetMailAddressRequest{}
	}},
	"NoticeService.SetMailAddress": {testkit.Resident, func(d *district) proto.Message {
		d.Clock.Advance(time.Minute) // a code a minute
		return &noticev1.SetMailAddressRequest{MailAddress: "li.si@example.cn"}
	}},
	"NoticeService.ConfirmMailAddress": {testkit.Resident, func(d *district) proto.Message {
		return &noticev1.ConfirmMailAddressRequest{Code: d.mailAddress()}
	}},
	"NoticeService.ForgetMailAddress": {testkit.Resident, func(d *district) proto.Message {
		d.mailAddress()
		return &noticev1.ForgetMailAddressRequest{}
	}},
	"NoticeService.ListMessageQuotas": {testkit.Resident, func(d *district) proto.Message {
		d.subscribed()
		return &noticev1.ListMessageQuotasRequest{}
	}},
	"NoticeService.ReportAcceptedTemplates": {testkit.Resident, func(d *district) proto.Message {
		return &noticev1.ReportAcceptedTemplatesRequest{Templates: []string{d.subscribed()}}
	}},
	"NoticeService.ListDeliveries": {testkit.SystemAdmin, func(d *district) proto.Message {
		d.undelivered()
		return &noticev1.ListDeliveriesRequest{PageSize: 1, Filter: "state = STATE_FAILED"}
	}},
	"NoticeService.CreateBanner": {testkit.SystemAdmin, func(d *district) proto.Message { return d.banner() }},
	"NoticeService.DeleteBanner": {testkit.SystemAdmin, func(d *district) proto.Message {
		return &noticev1.DeleteBannerRequest{Name: prepare[*noticev1.Banner](d, testkit.SystemAdmin, d.banner()).GetName()}
	}},
	"NoticeService.ListBanners": {testkit.SystemAdmin, func(d *district) proto.Message {
		prepare[*noticev1.Banner](d, testkit.SystemAdmin, d.banner())
		return &noticev1.ListBannersRequest{PageSize: 1}
	}},
	"NoticeService.ListShownBanners": {testkit.Anonymous, func(d *district) proto.Message {
		prepare[*noticev1.Banner](d, testkit.SystemAdmin, d.banner())
		return &noticev1.ListShownBannersRequest{}
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

// mailAddress makes one that of the resident, and gives the code that was mailed.
func (d *district) mailAddress() (code string) {
	d.t.Helper()
	d.Clock.Advance(time.Minute) // a code a minute
	prepare[*noticev1.SetMailAddressResponse](d, testkit.Resident, &noticev1.SetMailAddressRequest{MailAddress: "zhang.san@example.cn"})
	mails := d.Mails.Taken()
	text := mails[len(mails)-1].Text
	return text[len(text)-6:]
}

// subscribed is a template of subscription messages, by which the district tells that a booking stands.
func (d *district) subscribed() (template string) {
	d.t.Helper()
	d.Clock.Advance(time.Second)
	held := prepare[*administrationv1.Setting](d, testkit.SystemAdmin, &administrationv1.GetSettingRequest{Name: "settings/notice.templates"})
	template = "tmpl-booking"
	made := held.GetValue().GetValue().GetStructValue().GetFields()["haolinju.booking.booking.created.v1"].GetStructValue().GetFields()
	made["channels"] = structpb.NewListValue(&structpb.ListValue{Values: []*structpb.Value{structpb.NewStringValue("WECHAT")}})
	made["wechat"] = structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{"id": structpb.NewStringValue(template)}})
	prepare[*administrationv1.SettingValue](d, testkit.SystemAdmin, &administrationv1.SetSettingRequest{Name: held.GetName(),
		Value: held.GetValue().GetValue(), Source: "test"})
	return template
}

// undelivered is a delivery that the gateway did not take.
func (d *district) undelivered() string {
	d.t.Helper()
	prepare[*bookingv1.Booking](d, testkit.Resident, &bookingv1.CancelBookingRequest{Name: d.booked()})
	d.Tell(d.t)
	name := prepare[*noticev1.ListDeliveriesResponse](d, testkit.SystemAdmin, &noticev1.ListDeliveriesRequest{PageSize: 1, Filter: "channel = CHANNEL_SMS"}).GetDeliveries()[0].GetName()
	d.GatewayAnswers(503)
	defer d.GatewayAnswers(0)
	id := uuid.MustParse(strings.TrimPrefix(name, "deliveries/"))
	if err := d.Notice.Deliver(access.AsSystem(d.t.Context(), demo.Fangshan), id); err == nil {
		d.t.Fatal("the gateway took it")
	}
	return name
}

// banner is one for everybody until tomorrow.
func (d *district) banner() *noticev1.CreateBannerRequest {
	return &noticev1.CreateBannerRequest{Banner: &noticev1.Banner{Title: "今晚停水", Audience: noticev1.Banner_AUDIENCE_EVERYBODY,
		EndTime: timestamppb.New(d.Clock.Now(demo.Fangshan).Add(24 * time.Hour))}}
}
