package workcalendar

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/workcalendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what calendars can be filtered and ordered by.
var list = page.NewList[*directoryv1.ListWorkCalendarsRequest, *ent.WorkCalendar]("create_time desc", filter.Columns{
	"create_time": filter.Time(workcalendar.FieldCreateTime),
	"edition":     filter.Number(workcalendar.FieldEdition),
	"year":        filter.Number(workcalendar.FieldYear),
})

// ListWorkCalendars returns a page of calendars, newest first.
func (s *Service) ListWorkCalendars(ctx context.Context, req *directoryv1.ListWorkCalendarsRequest) (*directoryv1.ListWorkCalendarsResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListWorkCalendarsResponse, error) {
		found, err := page.Read(ctx, asked, tx.WorkCalendar.Query())
		if err != nil {
			return nil, err
		}
		res := &directoryv1.ListWorkCalendarsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.WorkCalendars = append(res.WorkCalendars, toProto(row))
		}
		return res, nil
	})
}
