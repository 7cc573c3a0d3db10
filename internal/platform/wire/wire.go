// Package wire turns the values of rows into those of messages and back: optional times, days, and enums, which are stored by the
// name that the contract gives them without its prefix.
package wire

import (
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

// Timestamp is a time of a message; absent for none.
func Timestamp(t *time.Time) *timestamppb.Timestamp {
	if t == nil {
		return nil
	}
	return timestamppb.New(*t)
}

// Time is the time of an optional field, cut to the microsecond that the database keeps; nil for none.
func Time(t *timestamppb.Timestamp) *time.Time {
	if t == nil {
		return nil
	}
	at := t.AsTime().Truncate(time.Microsecond)
	return &at
}

// Date is the day of a moment in Asia/Shanghai.
func Date(t time.Time) *date.Date {
	y, m, d := t.In(clock.Zone).Date()
	return &date.Date{Year: int32(y), Month: int32(m), Day: int32(d)}
}

// Midnight is when a day begins in Asia/Shanghai; ok says that there is such a day.
func Midnight(d *date.Date) (at time.Time, ok bool) {
	at = time.Date(int(d.GetYear()), time.Month(d.GetMonth()), int(d.GetDay()), 0, 0, 0, 0, clock.Zone)
	year, month, day := at.Date()
	return at, year == int(d.GetYear()) && month == time.Month(d.GetMonth()) && day == int(d.GetDay())
}

// Word is the stored form of an enum: its name without the prefix that all names of the enum have, as the zero value tells it.
func Word(value interface {
	String() string
	Descriptor() protoreflect.EnumDescriptor
}) string {
	zero := string(value.Descriptor().Values().ByNumber(0).Name())
	return strings.TrimPrefix(value.String(), strings.TrimSuffix(zero, "UNSPECIFIED"))
}

// Plain is what a pointer points to, the zero value where there is none.
func Plain[T any](p *T) T {
	var zero T
	if p == nil {
		return zero
	}
	return *p
}
