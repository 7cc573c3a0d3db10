package workcalendar

import (
	"context"
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/ent/workcalendar"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// Tend publishes in the district of the context what the release knows of years that the district has no calendar of, and tells its
// administrators once when none of the next year was published in time.
func (s *Service) Tend(ctx context.Context) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (bool, error) {
		b, err := readBook(ctx, tx)
		if err != nil {
			return false, err
		}
		brought, err := adopt(ctx, tx, b)
		if err != nil {
			return false, err
		}
		late, err := overdue(ctx, tx, b)
		if err != nil {
			return false, err
		}
		if late != nil {
			err = warn(ctx, tx, late)
		} else if !brought {
			err = db.ErrNothing
		}
		return true, err
	})
	return err
}

// adopt publishes what the release knows, and says whether there was anything.
func adopt(ctx context.Context, tx *db.Tx, b *book) (brought bool, err error) {
	for _, n := range calendar.Embedded() {
		if b.last(n.Year) != nil {
			continue
		}
		next := &ent.WorkCalendar{Year: n.Year, Source: n.Source}
		for _, e := range n.Entries {
			next.Days = append(next.Days, schema.WorkDay{Date: e.Date.String(), Kind: string(e.Kind), Holiday: e.Name})
		}
		row, err := publish(ctx, tx, b, next)
		if err != nil {
			return false, err
		}
		b.rows, brought = append(b.rows, row), true
	}
	return brought, nil
}

// overdue is the last calendar of all when it is time that another one follows and nobody was told so yet; nil otherwise.
func overdue(ctx context.Context, tx *db.Tx, b *book) (*ent.WorkCalendar, error) {
	from, err := warnDay.At(ctx, tx, tx.Now())
	if err != nil {
		return nil, err
	}
	last := b.latest()
	if last == nil || last.WarnTime != nil || !missing(last.Year, from, tx.Now()) {
		return nil, nil
	}
	return last, nil
}

// missing says whether the year after the last one that has a calendar should have one: from a day (MM-DD) of the year before on.
func missing(last int, from string, now time.Time) bool {
	today := now.In(calendar.Zone)
	return last < today.Year() || last == today.Year() && today.Format("01-02") >= from
}

// warn tells the administrators, once.
func warn(ctx context.Context, tx *db.Tx, last *ent.WorkCalendar) error {
	tx.Forget(bookKey{})
	facts := map[string]any{"year": last.Year + 1, "warn_time": tx.Now()}
	tx.Audit(db.Audit{Action: permitWarn, Object: name.Of(collection, last.ID), After: facts})
	tx.Emit(db.Event{Type: "haolinju.directory.work_calendar.missing.v1", Subject: name.Of(collection, last.ID), Data: facts})
	return tx.WorkCalendar.Update().Where(workcalendar.ID(last.ID)).SetWarnTime(tx.Now()).Exec(tx.Later(ctx, nil))
}
