package demo

import (
	"context"
	"net/url"
	"time"

	"github.com/google/uuid"
)

// id7 is the client-chosen id of a thing that the stories enter by the doors once and for all: ID in the shape of a UUID
// of version 7.
func id7(kind, key string) uuid.UUID {
	id := ID(Fangshan, kind, key)
	id[6] = id[6]&0x0f | 0x70
	return id
}

// sportsGround is the shared ground of 良乡三中 (S50), open to residents after school: a slot is booked, and nobody else
// gets it.
func sportsGround(ctx context.Context, t *telling) {
	groundID, windowID := id7("resource", "LXSZ").String(), id7("share_window", "LXSZ").String()
	ground := "resources/" + groundID
	t.rest(ctx, step{title: "登记并发布学校操场", who: ResourceOwner, do: "POST /v1/resources?resourceId=" + groundID, key: "ground",
		body: object{"unit": t.unit(ctx, "LXSZ"), "kind": "KIND_SPORTS_GROUND", "title": "良乡三中操场",
			"description": "放学后向居民开放，请从东门出示预订进入。", "capacity": 60, "slotMinutes": 60,
			"publishedFrom": "2021-09-01T00:00:00+08:00"},
		want: "200", or: "409 RESOURCE_EXISTS"})
	t.rest(ctx, step{title: "共享时段为周一至周五放学后 17:30–20:30", who: ResourceOwner,
		do: "POST /v1/" + ground + "/shareWindows?shareWindowId=" + windowID, key: "window",
		body: object{"weekdays": []string{"WEEKDAY_MONDAY", "WEEKDAY_TUESDAY", "WEEKDAY_WEDNESDAY", "WEEKDAY_THURSDAY", "WEEKDAY_FRIDAY"},
			"opens": "17:30", "closes": "20:30", "validFrom": object{"year": 2021, "month": 9, "day": 1}},
		want: "200", or: "409 SHARE_WINDOW_EXISTS"})

	start := slotOf(t.edition)
	slot := object{"resource": ground, "startTime": start, "endTime": start.Add(time.Hour), "headcount": 12, "purpose": "邻里羽毛球"}
	t.rest(ctx, step{title: "预订 " + start.Format("2006-01-02 15:04") + " 起一小时", who: Resident, do: "POST /v1/bookings", key: "book",
		body: slot, want: "200 STATE_CONFIRMED"})
	t.rest(ctx, step{title: "想订同一时段，被拒", who: Resident2, do: "POST /v1/bookings", key: "book-again", body: slot, want: "409 SLOT_TAKEN"})

	evening := url.Values{"from": {start.Format(time.RFC3339)}, "until": {start.Add(3 * time.Hour).Format(time.RFC3339)}}
	for _, free := range t.rest(ctx, step{title: "未登录也能查当晚的空闲时段", who: Anonymous,
		do: "GET /v1/" + ground + ":freeSlots?" + evening.Encode(), want: "200"}).list("freeSlots") {
		if free.text("startTime") == start.UTC().Format(time.RFC3339) {
			t.expect("the booked slot among the free ones", "no", "yes")
		}
	}
}

// slotOf is the slot that the residents of an edition want: at the end of lessons, a week after the edition begins, and on
// the Monday where that is a weekend. So it lies ahead for as long as the edition lasts, and no two editions want the same.
func slotOf(edition time.Time) time.Time {
	day := edition.AddDate(0, 0, 7)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	return day.Add(17*time.Hour + 30*time.Minute)
}
