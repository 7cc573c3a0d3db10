package workcalendar

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/workcalendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// GetWorkCalendar returns one calendar.
func (s *Service) GetWorkCalendar(ctx context.Context, req *directoryv1.GetWorkCalendarRequest) (*directoryv1.WorkCalendar, error) {
	ids, err := name.Parse(collection+"/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.WorkCalendar, error) {
		row, err := tx.WorkCalendar.Query().Where(workcalendar.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		return toProto(row), nil
	})
}
