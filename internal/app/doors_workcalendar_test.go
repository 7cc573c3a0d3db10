package app_test

import (
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/proto"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var workCalendarCases = map[string]doorCase{
	"DirectoryService.ImportWorkCalendar": {testkit.SystemAdmin, func(d *district) proto.Message {
		return calendarOf(d.year(), "")
	}},
	"DirectoryService.ImportWorkCalendar corrected": {testkit.SystemAdmin, func(d *district) proto.Message {
		year := d.year()
		return calendarOf(year, prepare[*directoryv1.WorkCalendar](d, testkit.SystemAdmin, calendarOf(year, "")).GetName())
	}},
	"DirectoryService.GetWorkCalendar": {testkit.LiaisonA, func(d *district) proto.Message {
		return &directoryv1.GetWorkCalendarRequest{Name: prepare[*directoryv1.WorkCalendar](d, testkit.SystemAdmin, calendarOf(d.year(), "")).GetName()}
	}},
	"DirectoryService.ListWorkCalendars": {testkit.AuditAdmin, func(d *district) proto.Message {
		prepare[*directoryv1.WorkCalendar](d, testkit.SystemAdmin, calendarOf(d.year(), ""))
		return &directoryv1.ListWorkCalendarsRequest{PageSize: 1, OrderBy: "year desc, edition desc"}
	}},
}

// year is one that has no calendar yet.
func (d *district) year() (year int32) {
	d.t.Helper()
	if err := d.Owner().QueryRow(d.t.Context(), "select coalesce(max(year), 2026) + 1 from work_calendar").Scan(&year); err != nil {
		d.t.Fatal(err)
	}
	return year
}

func calendarOf(year int32, corrects string) *directoryv1.ImportWorkCalendarRequest {
	return &directoryv1.ImportWorkCalendarRequest{WorkCalendar: &directoryv1.WorkCalendar{Year: year, Source: "国务院办公厅通知", Corrects: corrects,
		Days: []*directoryv1.WorkDay{{Date: &date.Date{Year: year, Month: 1, Day: 1}, Kind: directoryv1.WorkDay_KIND_HOLIDAY, Holiday: "元旦"}}}}
}
