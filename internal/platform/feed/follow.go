package feed

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// batch is how many events one transaction reads.
const batch = 100

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
func Follow(ctx context.Context, d *db.DB, reader string, take func(context.Context, *db.Tx, []Event) error) error {
	for {
		if behind, err := behind(ctx, d, reader); err != nil || !behind {
			return err
		}
		took, err := db.Write(ctx, d, func(ctx context.Context, tx *db.Tx) (bool, error) {
			events, err := unread(ctx, tx, reader)
			if err != nil {
				return false, err
			}
			if len(events) == 0 {
				return false, db.ErrNothing // another run has read them meanwhile
			}
			if err := take(ctx, tx, events); err != nil {
				return false, err
			}
			_, err = tx.Exec(ctx, `update event_cursor set position = $3 where tenant_id = $1 and reader = $2`,
				tx.Tenant(), reader, events[len(events)-1].Position)
			return true, err
		})
		if err != nil || !took {
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

// behind says whether events are numbered that the reader has not read.
func behind(ctx context.Context, d *db.DB, reader string) (bool, error) {
	return db.Read(ctx, d, func(ctx context.Context, tx *db.Tx) (behind bool, err error) {
		err = tx.QueryRow(ctx, `select exists (select from stream_head where tenant_id = $1 and stream = 'event' and position > coalesce(
			(select position from event_cursor where tenant_id = $1 and reader = $2), 0))`, tx.Tenant(), reader).Scan(&behind)
		return behind, err
	})
}

// unread are the next events behind the cursor, which stays locked: of two who follow for one reader, one reads.
func unread(ctx context.Context, tx *db.Tx, reader string) ([]Event, error) {
	if _, err := tx.Exec(ctx, `insert into event_cursor (tenant_id, reader, position) values ($1, $2, 0) on conflict do nothing`, tx.Tenant(), reader); err != nil {
		return nil, err
	}
	var position int64
	if err := tx.QueryRow(ctx, `select position from event_cursor where tenant_id = $1 and reader = $2 for update`, tx.Tenant(), reader).Scan(&position); err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, `select position, id, time, type, subject, unit_ids, data from event where tenant_id = $1 and position > $2
		order by position limit $3`, tx.Tenant(), position, batch)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Event])
}
