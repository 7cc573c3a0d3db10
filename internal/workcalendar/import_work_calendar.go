package workcalendar

import (
	"cmp"
	"context"
	"slices"
	"time"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// ImportWorkCalendar publishes the calendar of a year.
func (s *Service) ImportWorkCalendar(ctx context.Context, req *directoryv1.ImportWorkCalendarRequest) (*directoryv1.WorkCalendar, error) {
	in := req.GetWorkCalendar()
	corrects, err := name.ParseOptional("work_calendar.corrects", collection+"/*", in.GetCorrects())
	if err != nil {
		return nil, err
	}
	days, err := daysOf(in.GetDays())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.WorkCalendar, error) {
		b, err := readBook(ctx, tx)
		if err != nil {
			return nil, err
		}
		if !b.names(int(in.GetYear()), corrects) {
			return nil, ErrOutdated.On("work_calendar.corrects")
		}
		person := access.From(ctx).Person
		row, err := publish(ctx, tx, b, &ent.WorkCalendar{Year: int(in.GetYear()), Source: in.GetSource(), Days: days, PublisherID: &person})
		if err != nil {
			return nil, err
		}
		return toProto(row), nil
	})
}

// daysOf reads the days of a request, in the order of their dates.
func daysOf(in []*directoryv1.WorkDay) ([]schema.WorkDay, error) {
	var days []schema.WorkDay
	for i, d := range in {
		at, ok := wire.Midnight(d.GetDate())
		if !ok {
			return nil, ErrInvalid.OnField(fault.Item("work_calendar.days", i)+".date", "没有这一天", "there is no such day")
		}
		days = append(days, schema.WorkDay{Date: at.Format(time.DateOnly), Kind: wire.Word(d.GetKind()), Holiday: d.GetHoliday()})
	}
	slices.SortStableFunc(days, byDate)
	return days, nil
}

// publish writes the next edition of the district, which with those that hold must make one calendar.
func publish(ctx context.Context, tx *db.Tx, b *book, next *ent.WorkCalendar) (*ent.WorkCalendar, error) {
	if last := b.last(next.Year); last != nil {
		next.CorrectsID, next.WarnTime = &last.ID, last.WarnTime
	}
	if _, err := calendar.New(wholeDays, notices(append(slices.Clone(b.rows), next))...); err != nil {
		return nil, ErrInvalid.OnField("work_calendar.days", "日期有误或相互矛盾", err.Error())
	}
	tx.Forget(bookKey{})
	row, err := tx.WorkCalendar.Create().SetID(tx.NewID()).SetYear(next.Year).SetEdition(b.newest() + 1).SetSource(next.Source).SetDays(next.Days).
		SetNillableCorrectsID(next.CorrectsID).SetNillablePublisherID(next.PublisherID).SetNillableWarnTime(next.WarnTime).Save(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: permitImport, Object: name.Of(collection, row.ID), After: facts(row)})
	tx.Emit(db.Event{Type: "haolinju.directory.work_calendar.published.v1", Subject: name.Of(collection, row.ID), Data: facts(row)})
	return row, nil
}

func byDate(a, b schema.WorkDay) int { return cmp.Compare(a.Date, b.Date) }
