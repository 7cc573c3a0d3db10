package feed

import (
	"context"
	"encoding/binary"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype/zeronull"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// What one look reads at most: numbers that it passes over, and events that it takes.
const (
	span = 10_000
	most = 500
)

var errTokenExpired = fault.New(fault.Invalid, "RESUME_TOKEN_EXPIRED",
	"续传标记已过期，其后的事件可能已不可回放，请重新读取", "events behind the resume token may be gone from the replay; read anew what you need")

// Query is which events a reader asks for.
type Query struct {
	Types   []string // or what whole words of them begin with; all when empty, but never nil
	But     []string // types that are left out of these
	Subject string   // the record that they are of, or that they lie below; any when empty
}

// Begin is where a reader starts: at the place of his token, as long as all behind it can be told; without one at the beginning of the
// replay, or with what happens from now on.
func Begin(ctx context.Context, tx *db.Tx, given *Place, replay bool) (Place, error) {
	days, err := replayDays.At(ctx, tx, tx.Now())
	if err != nil {
		return Place{}, err
	}
	since := tx.Now().AddDate(0, 0, -days)
	switch {
	case given != nil && given.Time.Before(since):
		return Place{}, errTokenExpired
	case given != nil:
		return *given, nil
	case !replay:
		since = tx.Now().Add(24 * time.Hour) // no event is of a later day
	}
	at := Place{Time: tx.Now()}
	err = tx.QueryRow(ctx, `select coalesce((select position - 1 from event where tenant_id = $1 and id >= $2 and position is not null order by id limit 1),
		(select position from stream_head where tenant_id = $1 and stream = 'event'), 0)`, tx.Tenant(), firstID(since)).Scan(&at.Position)
	return at, err
}

// firstID is less than the ids of all rows that were made at a time or later.
func firstID(at time.Time) (id uuid.UUID) {
	binary.BigEndian.PutUint64(id[:], uint64(at.UnixMilli())<<16)
	return id
}

// Look finds the next events of a query behind a place, and the place behind what it has passed over; more says that there may be others. A
// place behind all numbers is one of events that have been numbered anew since, and no place any more.
func Look(ctx context.Context, tx *db.Tx, q Query, from Place) (events []Event, at Place, more bool, err error) {
	events, head, err := read(ctx, tx, q, from.Position, span, most)
	if err != nil {
		return nil, from, false, err
	}
	if from.Position > head {
		return nil, from, false, errTokenExpired
	}
	at = Place{min(head, from.Position+span), tx.Now()}
	if len(events) == most {
		at.Position = events[most-1].Position
	}
	return events, at, at.Position < head, nil
}

// wanted are the events of tenant $1 within $3 numbers behind position $2 that a query of types $4, but $5 and subject $6 asks for.
const wanted = `from (select $2::bigint behind) at, event where tenant_id = $1 and position > behind and position <= behind + $3::bigint
	and ($6 = '' or subject = $6 or starts_with(subject, $6 || '/')) and ` + ofTypes

// ofTypes keeps what is of the types $4 and not of the types $5, as a Query has them.
const ofTypes = `(cardinality($4::text[]) = 0 or exists (select from unnest($4::text[]) t where type = t or starts_with(type, t || '.')))
	and not coalesce(type = any($5), false)`

// read the next events behind a position that a query asks for, within a span of numbers and a limit, and how far events are numbered.
func read(ctx context.Context, tx *db.Tx, q Query, from, span int64, most int) (events []Event, head int64, err error) {
	rows, err := tx.Query(ctx, `select h.position, e.position, e.id, e.time, e.type, e.subject, e.unit_ids, e.data
		from stream_head h left join lateral (select event.* `+wanted+` order by position limit $7) e on true
		where h.tenant_id = $1 and h.stream = 'event' order by e.position`, tx.Tenant(), from, span, q.Types, q.But, q.Subject, most)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var e Event
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
