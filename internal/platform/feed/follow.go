package feed

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// What one transaction of a reader reads at most: numbers that it passes over, and events that it takes.
const (
	stretch = 1000
	batch   = 100
)

// Reader follows the events by an account of its own.
type Reader struct {
	Name  string
	Types []string // that it takes, or what whole words of them begin with; all when empty
	But   []string // types that are left out of these
}

func (r Reader) query() Query { return Query{Types: append([]string{}, r.Types...), But: r.But} }

// Event is what a reader is told.
type Event struct {
	Position int64
	ID       uuid.UUID
	Time     time.Time
	Type     string
	Subject  string
	Units    []uuid.UUID // that it concerns
	Data     json.RawMessage
}

// Follow lets a reader take the events that the tenant of the context has numbered since the last run, in their order. What it
// makes of them, which must be audited, and how far it has read commit together, so a worker that dies leaves nothing half done.
func Follow(ctx context.Context, d *db.DB, r Reader, take func(context.Context, *db.Tx, []Event) error) error {
	for {
		if news, err := news(ctx, d, r); err != nil || !news {
			return err
		}
		moved, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (bool, error) {
			at, err := hold(ctx, tx, r)
			if err != nil {
				return false, err
			}
			events, head, err := read(ctx, tx, r.query(), at, stretch, batch)
			if err != nil {
				return false, err
			}
			switch {
			case len(events) == batch:
				at = events[batch-1].Position
			case len(events) > 0, head >= at+stretch:
				at = min(head, at+stretch)
			default:
				return false, db.ErrNothing // another run has read them meanwhile
			}
			if len(events) > 0 {
				err = take(ctx, tx, events)
			} else {
				tx.Audit(db.Audit{Action: "platform.event_cursor.move", Object: "eventCursors/" + r.Name, After: map[string]any{"position": at}})
			}
			if err != nil {
				return false, err
			}
			_, err = tx.Exec(tx.Later(ctx, nil), `update event_cursor set position = $3 where tenant_id = $1 and reader = $2`, tx.Tenant(), r.Name, at)
			return true, err
		})
		if err != nil || !moved {
			return err
		}
	}
}

// Subjects are those of the events whose type begins so, each once, by the pattern of their names.
func Subjects(events []Event, prefix, pattern string) (ids []uuid.UUID, err error) {
	for _, e := range events {
		if !strings.HasPrefix(e.Type, prefix) {
			continue
		}
		of, err := name.Parse(pattern, e.Subject)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, of[0]) {
			ids = append(ids, of[0])
		}
	}
	return ids, nil
}

// news says whether events are numbered that the reader takes, or so many others that it has to move on past them.
func news(ctx context.Context, d *db.DB, r Reader) (bool, error) {
	return db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) (news bool, err error) {
		q := r.query()
		err = tx.QueryRow(ctx, isNews, tx.Tenant(), r.Name, stretch, q.Types, q.But).Scan(&news)
		return news, err
	})
}

// isNews asks it of reader $2 in tenant $1, without looking at events: the latest of each type tell it.
const isNews = `select coalesce((select head.position >= r.at + $3::bigint or exists (
		select from event_latest where tenant_id = $1 and position > r.at and ` + ofTypes + `)
	from stream_head head, (select coalesce((select position from event_cursor where tenant_id = $1 and reader = $2), 0) as at) r
	where head.tenant_id = $1 and head.stream = 'event'), false)`

// hold is how far the reader has read, which stays locked: of two who follow for one reader, one reads.
func hold(ctx context.Context, tx *db.Tx, r Reader) (at int64, err error) {
	if _, err := tx.Exec(tx.Later(ctx, nil), `insert into event_cursor (tenant_id, reader, position) values ($1, $2, 0) on conflict do nothing`, tx.Tenant(), r.Name); err != nil {
		return 0, err
	}
	err = tx.QueryRow(ctx, `select position from event_cursor where tenant_id = $1 and reader = $2 for update`, tx.Tenant(), r.Name).Scan(&at)
	return at, err
}
