package timing

import (
	"context"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// WorkCalendars knows which days are worked. Each correction is a new edition; those before it stay.
type WorkCalendars interface {
	// Newest is the edition that holds.
	Newest(ctx context.Context, tx *db.Tx) (int, error)
	// Edition is the calendar of an edition.
	Edition(ctx context.Context, tx *db.Tx, edition int) (*calendar.Calendar, error)
}

// CalendarAt is the working calendar that holds, with the office hours as of a moment.
func (s *Service) CalendarAt(ctx context.Context, tx *db.Tx, when time.Time) (*calendar.Calendar, error) {
	_, cal, err := s.newest(ctx, tx, when)
	return cal, err
}

// newest is the same with the edition that it is.
func (s *Service) newest(ctx context.Context, tx *db.Tx, when time.Time) (edition int, cal *calendar.Calendar, err error) {
	var hours calendar.Hours
	err = db.Together(ctx, func(ctx context.Context) (err error) {
		hours, err = officeHours.At(ctx, tx, when)
		return err
	}, func(ctx context.Context) (err error) {
		edition, err = s.calendars.Newest(ctx, tx)
		return err
	})
	if err != nil {
		return 0, nil, err
	}
	days, err := s.calendars.Edition(ctx, tx, edition)
	if err != nil {
		return 0, nil, err
	}
	cal, err = days.WithHours(hours)
	return edition, cal, err
}

// calendarOf is the calendar by which a clock was computed.
func (s *Service) calendarOf(ctx context.Context, tx *db.Tx, c *ent.Clock) (*calendar.Calendar, error) {
	return s.calendar(ctx, tx, c.CalendarEdition, c.StartTime)
}

// calendar is an edition of the working calendar with the office hours as of a moment. A year that it does not know counts Monday to Friday.
func (s *Service) calendar(ctx context.Context, tx *db.Tx, edition int, when time.Time) (*calendar.Calendar, error) {
	var hours calendar.Hours
	var days *calendar.Calendar
	err := db.Together(ctx, func(ctx context.Context) (err error) {
		hours, err = officeHours.At(ctx, tx, when)
		return err
	}, func(ctx context.Context) (err error) {
		days, err = s.calendars.Edition(ctx, tx, edition)
		return err
	})
	if err != nil {
		return nil, err
	}
	return days.WithHours(hours)
}
