package insight

import (
	"context"
	"errors"
	"time"

	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/setting"
)

// period is an appraisal month, "2026-11", or a report day, "2026-11-23": named after the month, or the day, of its last instant.
type period struct {
	name       string
	start, end time.Time // half open
}

// policies tells which policy holds when.
type policies func(time.Time) (Policy, error)

const monthLayout = "2006-01"

// monthEnd is when the appraisal month of a month ends.
func (at policies) monthEnd(month time.Time) (time.Time, error) {
	first := time.Date(month.Year(), month.Month(), 1, 0, 0, 0, 0, calendar.Zone)
	p, err := at(first)
	if p.MonthFirstDay == 1 {
		return first.AddDate(0, 1, 0), err
	}
	return first.AddDate(0, 0, p.MonthFirstDay-1), err
}

// dayEnd is when the report day of a day ends.
func (at policies) dayEnd(day time.Time) (time.Time, error) {
	midnight := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, calendar.Zone)
	p, err := at(midnight)
	if p.DayEndHour == 0 {
		return midnight.AddDate(0, 0, 1), err
	}
	return midnight.Add(time.Duration(p.DayEndHour) * time.Hour), err
}

// month is the appraisal month of a month.
func (at policies) month(month time.Time) (period, error) {
	start, err := at.monthEnd(time.Date(month.Year(), month.Month()-1, 1, 0, 0, 0, 0, calendar.Zone))
	if err != nil {
		return period{}, err
	}
	end, err := at.monthEnd(month)
	return period{month.Format(monthLayout), start, end}, err
}

// day is the report day of a day.
func (at policies) day(day time.Time) (period, error) {
	start, err := at.dayEnd(day.AddDate(0, 0, -1))
	if err != nil {
		return period{}, err
	}
	end, err := at.dayEnd(day)
	return period{day.Format(time.DateOnly), start, end}, err
}

// of are the month and the day in which a moment lies.
func (at policies) of(moment time.Time) ([]period, error) {
	local := moment.In(calendar.Zone)
	month, err := at.month(local)
	if err == nil && !moment.Before(month.end) {
		month, err = at.month(time.Date(local.Year(), local.Month()+1, 1, 0, 0, 0, 0, calendar.Zone))
	}
	if err != nil {
		return nil, err
	}
	day, err := at.day(local)
	if err == nil && !moment.Before(day.end) {
		day, err = at.day(local.AddDate(0, 0, 1))
	}
	return []period{month, day}, err
}

// named is the period of a name; none lies before the first policy.
func (at policies) named(field, name string) (p period, err error) {
	if month, failed := time.ParseInLocation(monthLayout, name, calendar.Zone); failed == nil {
		p, err = at.month(month)
	} else if day, failed := time.ParseInLocation(time.DateOnly, name, calendar.Zone); failed == nil {
		p, err = at.day(day)
	} else {
		return period{}, ErrPeriod.On(field)
	}
	if errors.Is(err, setting.ErrUnset) {
		return period{}, ErrPeriod.On(field)
	}
	return p, err
}

// Month is the name of the appraisal month in which a moment lies.
func (s *Service) Month(ctx context.Context, tx *db.Tx, moment time.Time) (string, error) {
	periods, err := policiesOf(ctx, tx).of(moment)
	if err != nil {
		return "", err
	}
	return periods[0].name, nil
}

// MonthEnd is when the appraisal month of a name ends.
func (s *Service) MonthEnd(ctx context.Context, tx *db.Tx, name string) (time.Time, error) {
	month, err := policiesOf(ctx, tx).named("period", name)
	return month.end, err
}
