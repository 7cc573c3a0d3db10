package notice_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/google/uuid"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const residentsPhone = "+8613800000001"

// world is a running server with what a test tells in it.
type world struct {
	*testkit.Kit
	t *testing.T
}

func start(t *testing.T, changes ...func(*app.Parts)) world {
	t.Helper()
	return world{testkit.Start(t, changes...), t}
}

func (w world) as(who testkit.Who) noticev1.NoticeServiceClient {
	return noticev1.NewNoticeServiceClient(w.Conn(who))
}

// do makes a call by REST that must succeed.
func (w world) do(who testkit.Who, path string, body map[string]any) map[string]any {
	w.t.Helper()
	code, answer := w.REST(w.t, who, http.MethodPost, "/v1/"+path, body)
	if code != http.StatusOK {
		w.t.Fatalf("%s: %d %v", path, code, answer)
	}
	return answer
}

// file files an issue of the resident.
func (w world) file() string {
	w.t.Helper()
	return w.do(testkit.Resident, "issues", map[string]any{"kind": "KIND_HELP", "channel": "CHANNEL_MINI_PROGRAM",
		"category":  "categories/" + demo.ID(demo.Fangshan, "category", demo.CategoryProperty).String(),
		"community": "units/" + w.Unit("110111012014").String(), "title": "房产证", "description": "办不了", "address": "东里"})["name"].(string)
}

// booking of the resident on a new ground.
func (w world) booking() string {
	w.t.Helper()
	var unit uuid.UUID
	if err := w.Owner().QueryRow(w.t.Context(), "select unit_id from membership where tenant_id = $1 and role = 'RESOURCE_OWNER'", demo.Fangshan).
		Scan(&unit); err != nil {
		w.t.Fatal(err)
	}
	now := w.Clock.Now(demo.Fangshan).In(clock.Zone)
	ground := w.do(testkit.ResourceOwner, "resources", map[string]any{"unit": "units/" + unit.String(), "kind": "KIND_SPORTS_GROUND", "title": "操场",
		"capacity": 40, "publishedFrom": now.Format(time.RFC3339)})["name"].(string)
	w.do(testkit.ResourceOwner, ground+"/shareWindows", map[string]any{"weekdays": []int{1, 2, 3, 4, 5, 6, 7}, "opens": "08:00", "closes": "22:00",
		"validFrom": map[string]any{"year": now.Year(), "month": int(now.Month()), "day": now.Day()}})
	evening := time.Date(now.Year(), now.Month(), now.Day()+1, 18, 0, 0, 0, clock.Zone)
	return w.do(testkit.Resident, "bookings", map[string]any{"resource": ground, "startTime": evening.Format(time.RFC3339),
		"endTime": evening.Add(time.Hour).Format(time.RFC3339), "headcount": 10, "purpose": "篮球"})["name"].(string)
}

// cancelled is a booking that its booker is told by a message that it is off.
func (w world) cancelled() string {
	w.t.Helper()
	name := w.booking()
	w.do(testkit.ResourceOwner, name+":cancel", map[string]any{"reason": "校方用场"})
	w.Tell(w.t)
	return name
}

// inbox of a person, oldest first.
func (w world) inbox(who testkit.Who, filter string) []*noticev1.Notice {
	w.t.Helper()
	answer, err := w.as(who).ListNotices(w.t.Context(), &noticev1.ListNoticesRequest{Filter: filter, OrderBy: "create_time", PageSize: 100})
	if err != nil {
		w.t.Fatal(err)
	}
	return answer.GetNotices()
}

// delivery is the only one there is.
func (w world) delivery() *noticev1.Delivery {
	w.t.Helper()
	answer, err := w.as(testkit.SystemAdmin).ListDeliveries(w.t.Context(), &noticev1.ListDeliveriesRequest{})
	if err != nil || len(answer.GetDeliveries()) != 1 {
		w.t.Fatalf("%v, %v", answer, err)
	}
	return answer.GetDeliveries()[0]
}

// deliveries are the newest by each channel.
func (w world) deliveries() map[noticev1.Delivery_Channel]*noticev1.Delivery {
	w.t.Helper()
	answer, err := w.as(testkit.SystemAdmin).ListDeliveries(w.t.Context(), &noticev1.ListDeliveriesRequest{})
	if err != nil {
		w.t.Fatal(err)
	}
	found := map[noticev1.Delivery_Channel]*noticev1.Delivery{}
	for _, d := range answer.GetDeliveries() {
		if found[d.GetChannel()] == nil {
			found[d.GetChannel()] = d
		}
	}
	return found
}

// offTemplate is how the mini-program of the tests tells that a booking is off.
const offTemplate = "tmpl-booking-off"

// template sets how it is told that a booking is off, and nothing else: by some channels.
func (w world) template(channels ...string) {
	w.t.Helper()
	w.set("notice.templates", notice.Templates{"haolinju.booking.booking.cancelled.v1": {Channels: channels, Provider: "booking_cancelled",
		Title: map[string]string{"zh-CN": "预订已取消", "en": "Booking cancelled"},
		Text:  map[string]string{"zh-CN": "您的预订已取消，请查看详情并改约其他时间。", "en": "Your booking has been cancelled."},
		WeChat: notice.WeChatTemplate{ID: offTemplate, Page: "pages/bookings", Fields: map[string]string{
			"thing1": "TITLE", "thing2": "TEXT", "time3": "TIME"}}}})
}

// set a setting of the district.
func (w world) set(key string, value any) {
	w.t.Helper()
	w.Clock.Advance(time.Second) // two values do not begin at one time
	if code, answer := w.REST(w.t, testkit.SystemAdmin, http.MethodPost, "/v1/settings/"+key+":set",
		map[string]any{"value": value, "source": "test"}); code != http.StatusOK {
		w.t.Fatalf("%d %v", code, answer)
	}
}

// deliver tries a delivery as the queue does.
func deliver(ctx context.Context, k *testkit.Kit, d *noticev1.Delivery) error {
	return k.Notice.Deliver(access.AsSystem(ctx, demo.Fangshan), uuid.MustParse(d.GetName()[len("deliveries/"):]))
}
