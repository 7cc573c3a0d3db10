package workcalendar

import (
	"context"
	"sync"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/workcalendar"
	"github.com/haolinju/haolinju/internal/platform/calendar"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// wholeDays is the week of those rules that count working days and no hours: Monday to Friday, and what the notices say.
var wholeDays = calendar.Hours{Monday: day, Tuesday: day, Wednesday: day, Thursday: day, Friday: day}

var day = []calendar.Period{{From: 0, To: 24 * 60}}

// book is all that a district has published, by edition, and the calendars that are made of it, each once.
type book struct {
	rows      []*ent.WorkCalendar
	calendars []func() (*calendar.Calendar, error)
}

// bookKey stands for the calendars of a tenant in the memory of the database door.
type bookKey struct{}

// bookOf is the book of the tenant, which a process remembers for some seconds.
func bookOf(ctx context.Context, tx *db.Tx) (*book, error) {
	return db.Remember(ctx, tx, bookKey{}, readBook)
}

func readBook(ctx context.Context, tx *db.Tx) (*book, error) {
	rows, err := tx.WorkCalendar.Query().Order(workcalendar.ByEdition()).All(ctx)
	if err != nil {
		return nil, err
	}
	b := &book{rows: rows}
	for edition := range len(rows) + 1 {
		b.calendars = append(b.calendars, sync.OnceValues(func() (*calendar.Calendar, error) {
			return calendar.New(wholeDays, notices(rows[:edition])...)
		}))
	}
	return b, nil
}

// newest is the last edition; 0 where nothing was published.
func (b *book) newest() int { return len(b.rows) }

// last is the calendar of a year that holds; nil for none.
func (b *book) last(year int) *ent.WorkCalendar {
	var found *ent.WorkCalendar
	for _, row := range b.rows {
		if row.Year == year {
			found = row
		}
	}
	return found
}

// latest is the calendar of the last year that has one; nil where nothing was published.
func (b *book) latest() *ent.WorkCalendar {
	var found *ent.WorkCalendar
	for _, row := range b.rows {
		if found == nil || row.Year >= found.Year {
			found = row
		}
	}
	return found
}

// names says whether a calendar is the one of its year that holds, or that there is none where none is named.
func (b *book) names(year int, id uuid.UUID) bool {
	last := b.last(year)
	return last == nil && id == uuid.Nil || last != nil && last.ID == id
}

// notices are the last of each year among some editions, and what the release says of the years that are not among them.
func notices(rows []*ent.WorkCalendar) []calendar.Notice {
	years := map[int]calendar.Notice{}
	for _, n := range calendar.Embedded() {
		years[n.Year] = n
	}
	for _, row := range rows {
		years[row.Year] = noticeOf(row)
	}
	var all []calendar.Notice
	for _, n := range years {
		all = append(all, n)
	}
	return all
}

// Newest is the edition of the working calendar that holds in the district, as this process knows it.
func (s *Service) Newest(ctx context.Context, tx *db.Tx) (int, error) {
	b, err := bookOf(ctx, tx)
	if err != nil {
		return 0, err
	}
	return b.newest(), nil
}

// InForce is the working calendar that holds in the district.
func (s *Service) InForce(ctx context.Context, tx *db.Tx) (*calendar.Calendar, error) {
	edition, err := s.Newest(ctx, tx)
	if err != nil {
		return nil, err
	}
	return s.Edition(ctx, tx, edition)
}

// Edition is the working calendar of an edition, of whole days from Monday to Friday. It is shared and must not be changed.
func (s *Service) Edition(ctx context.Context, tx *db.Tx, edition int) (*calendar.Calendar, error) {
	b, err := bookOf(ctx, tx)
	if err == nil && edition > b.newest() { // another process has published it
		b, err = readBook(ctx, tx)
	}
	if err != nil {
		return nil, err
	}
	return b.calendars[edition]()
}
