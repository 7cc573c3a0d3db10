package booking

import (
	"fmt"
	"time"

	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/types/known/timestamppb"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// The prefixes that the contract puts before the values of its enums.
const (
	kindPrefix  = "KIND_"
	statePrefix = "STATE_"
)

func toResource(r *ent.Resource) *bookingv1.Resource {
	out := &bookingv1.Resource{
		Name:           resourceName(r.ID),
		Unit:           name.Of("units", r.UnitID),
		Kind:           bookingv1.Resource_Kind(bookingv1.Resource_Kind_value[kindPrefix+r.Kind]),
		Title:          r.Title,
		Description:    r.Description,
		Capacity:       int32(r.Capacity),
		Equipment:      r.Equipment,
		SlotMinutes:    int32(r.SlotMinutes),
		PublishedFrom:  wire.Timestamp(r.PublishedFrom),
		PublishedUntil: wire.Timestamp(r.PublishedUntil),
		CreateTime:     timestamppb.New(r.CreateTime),
		UpdateTime:     timestamppb.New(r.UpdateTime),
		Etag:           etag.Of(r.Version),
		DeleteTime:     wire.Timestamp(r.DeleteTime),
		PurgeTime:      wire.Timestamp(r.PurgeTime),
	}
	if r.PlaceID != nil {
		out.Place = name.Of("places", *r.PlaceID)
	}
	return out
}

func toShareWindow(w *ent.ShareWindow) *bookingv1.ShareWindow {
	out := &bookingv1.ShareWindow{
		Name:       shareWindowName(w),
		Opens:      toTimeOfDay(w.OpensMinute),
		Closes:     toTimeOfDay(w.ClosesMinute),
		ValidFrom:  toDate(w.ValidFrom),
		CreateTime: timestamppb.New(w.CreateTime),
		UpdateTime: timestamppb.New(w.UpdateTime),
		Etag:       etag.Of(w.Version),
	}
	for _, day := range w.Weekdays {
		out.Weekdays = append(out.Weekdays, bookingv1.ShareWindow_Weekday(day))
	}
	if w.ValidUntil != nil {
		out.ValidUntil = toDate(*w.ValidUntil)
	}
	return out
}

func toBooking(b *ent.Booking) *bookingv1.Booking {
	out := &bookingv1.Booking{
		Name:         bookingName(b.ID),
		Resource:     resourceName(b.ResourceID),
		StartTime:    timestamppb.New(b.StartTime),
		EndTime:      timestamppb.New(b.EndTime),
		Headcount:    int32(b.Headcount),
		Purpose:      b.Purpose,
		Person:       name.Of("persons", b.PersonID),
		State:        bookingv1.Booking_State(bookingv1.Booking_State_value[statePrefix+b.State]),
		CancelTime:   wire.Timestamp(b.CancelTime),
		CancelReason: b.CancelReason,
		CreateTime:   timestamppb.New(b.CreateTime),
		UpdateTime:   timestamppb.New(b.UpdateTime),
		Etag:         etag.Of(b.Version),
	}
	if b.UnitID != nil {
		out.Unit = name.Of("units", *b.UnitID)
	}
	return out
}

func toDate(day time.Time) *date.Date {
	return &date.Date{Year: int32(day.Year()), Month: int32(day.Month()), Day: int32(day.Day())}
}

func toTimeOfDay(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60, minute%60) }
