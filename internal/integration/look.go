package integration

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype/zeronull"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// What one look reads at most: numbers that it passes over, and events that it takes.
const (
	span  = 10_000
	batch = 500
)

// event is one row of the numbered events.
type event struct {
	Position int64
	ID       uuid.UUID
	Time     time.Time
	Type     string
	Subject  string
	Units    []uuid.UUID
	Data     []byte
}

// begin is where a query without a token starts, and checks that one with a token may still be served.
func (s *Service) begin(ctx context.Context, tx *db.Tx, q query, given *place, replay bool) (place, error) {
	if err := s.follow(ctx, tx, q.subject); err != nil {
		return place{}, err
	}
	days, err := replayDays.At(ctx, tx, tx.Now())
	if err != nil {
		return place{}, err
	}
	since := tx.Now().AddDate(0, 0, -days)
	switch {
	case given != nil && given.time.Before(since):
		return place{}, errTokenExpired
	case given != nil:
		return *given, nil
	case !replay:
		since = tx.Now().Add(24 * time.Hour) // no event is of a later day
	}
	at := place{time: tx.Now()}
	err = tx.QueryRow(ctx, `select coalesce((select position - 1 from event where tenant_id = $1 and id >= $2 and position is not null order by id limit 1),
		(select position from stream_head where tenant_id = $1 and stream = 'event'), 0)`, tx.Tenant(), firstID(since)).Scan(&at.position)
	return at, err
}

// firstID is less than the ids of all rows that were made at a time or later.
func firstID(at time.Time) (id uuid.UUID) {
	binary.BigEndian.PutUint64(id[:], uint64(at.UnixMilli())<<16)
	return id
}

// look finds the next events of a query behind a place, most at the most, and the place behind them; more says that there
// may be others. A place behind all numbers is one of events that have been numbered anew since, and no place any more.
func (s *Service) look(ctx context.Context, tx *db.Tx, q query, from place, most int) (found []event, at place, more bool, err error) {
	asked, head, err := read(ctx, tx, q, from)
	if err != nil {
		return nil, from, false, err
	}
	if from.position > head {
		return nil, from, false, errTokenExpired
	}
	at = place{min(head, from.position+span), tx.Now()}
	if len(asked) == batch {
		at.position = asked[batch-1].Position
	}
	for _, e := range asked {
		if q.subject == "" && !q.hears.hears(e.Type, e.Units) {
			continue
		}
		if len(found) == most {
			at.position = found[most-1].Position
			break
		}
		found = append(found, e)
	}
	if len(found) > 0 {
		err = s.follow(ctx, tx, q.subject)
	}
	return found, at, at.position < head, err
}

// read the next events behind a place that a query asks for, whoever hears of them, and how far events are numbered.
func read(ctx context.Context, tx *db.Tx, q query, from place) (events []event, head int64, err error) {
	rows, err := tx.Query(ctx, `select h.position, e.position, e.id, e.time, e.type, e.subject, e.unit_ids, e.data
		from stream_head h left join lateral (
			select * from event where tenant_id = $1 and position > $2 and position <= $2::bigint + $3::bigint
				and ($4 = '' or subject = $4 or starts_with(subject, $4 || '/'))
				and (cardinality($5::text[]) = 0 or exists (select from unnest($5::text[]) t where type = t or starts_with(type, t || '.')))
			order by position limit $6) e on true
		where h.tenant_id = $1 and h.stream = 'event' order by e.position`, tx.Tenant(), from.position, int64(span), q.subject, q.types, batch)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var e event
		if err := rows.Scan(&head, (*zeronull.Int8)(&e.Position), (*zeronull.UUID)(&e.ID), (*zeronull.Timestamptz)(&e.Time), (*zeronull.Text)(&e.Type),
			(*zeronull.Text)(&e.Subject), &e.Units, &e.Data); err != nil {
			return nil, 0, err
		}
		if e.Position > 0 {
			events = append(events, e)
		}
	}
	return events, head, rows.Err()
}
