package workcalendar

import (
	"google.golang.org/genproto/googleapis/type/date"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

const collection = "workCalendars"

func toProto(row *ent.WorkCalendar) *directoryv1.WorkCalendar {
	shown := &directoryv1.WorkCalendar{
		Name:       name.Of(collection, row.ID),
		Year:       int32(row.Year),
		Source:     row.Source,
		Corrects:   name.OrEmpty(collection, row.CorrectsID),
		Edition:    int32(row.Edition),
		Publisher:  name.OrEmpty("persons", row.PublisherID),
		CreateTime: timestamppb.New(row.CreateTime),
		WarnTime:   wire.Timestamp(row.WarnTime),
	}
	for _, e := range noticeOf(row).Entries {
		shown.Days = append(shown.Days, &directoryv1.WorkDay{Holiday: e.Name,
			Date: &date.Date{Year: int32(e.Date.Year), Month: int32(e.Date.Month), Day: int32(e.Date.Day)},
			Kind: directoryv1.WorkDay_Kind(directoryv1.WorkDay_Kind_value["KIND_"+string(e.Kind)])})
	}
	return shown
}

// facts is what audit and events keep of a calendar.
func facts(row *ent.WorkCalendar) map[string]any {
	return map[string]any{"year": row.Year, "edition": row.Edition, "source": row.Source, "days": len(row.Days)}
}

// noticeOf is what a row says, in the words of package calendar. What is stored was read before it was written.
func noticeOf(row *ent.WorkCalendar) calendar.Notice {
	n := calendar.Notice{Year: row.Year, Source: row.Source}
	for _, d := range row.Days {
		day, _ := calendar.ParseDate(d.Date)
		n.Entries = append(n.Entries, calendar.Entry{Date: day, Kind: calendar.Kind(d.Kind), Name: d.Holiday})
	}
	return n
}
