package page

import (
	"context"
	"encoding/json"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"
)

// Cursor is the key of the last row of a page in a list that knows one order. New lists declare NewList instead.
type Cursor struct {
	Time time.Time // create_time, in microseconds; zero in a list ordered by id alone
	ID   uuid.UUID
}

// IsZero holds for the first page.
func (c Cursor) IsZero() bool { return c.Time.IsZero() && c.ID == uuid.Nil }

type paged interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

// Start is the cursor at which the asked page begins.
func (s *Signer) Start(ctx context.Context, req paged) (c Cursor, err error) {
	text, err := s.Decode(ctx, req)
	if err != nil || text == nil {
		return c, err
	}
	if json.Unmarshal(text, &c) != nil {
		return c, refused()
	}
	return c, nil
}

// Limit is one row more than the page: it tells whether another page follows.
func Limit(req paged) int { return Size(req.GetPageSize()) + 1 }

// Newest orders a list by the time of entry, the latest first.
func Newest(s *sql.Selector) { s.OrderBy(sql.Desc(s.C("create_time")), sql.Desc(s.C("id"))) }

// Oldest orders a list by the time of entry, the earliest first.
func Oldest(s *sql.Selector) { s.OrderBy(sql.Asc(s.C("create_time")), sql.Asc(s.C("id"))) }

// BehindNewest keeps the rows that follow the cursor in the order Newest.
func BehindNewest[P ~func(*sql.Selector)](c Cursor) P {
	return func(s *sql.Selector) {
		if !c.IsZero() {
			s.Where(sql.CompositeLT([]string{s.C("create_time"), s.C("id")}, c.Time, c.ID))
		}
	}
}

// BehindOldest keeps the rows that follow the cursor in the order Oldest.
func BehindOldest[P ~func(*sql.Selector)](c Cursor) P {
	return func(s *sql.Selector) {
		if !c.IsZero() {
			s.Where(sql.CompositeGT([]string{s.C("create_time"), s.C("id")}, c.Time, c.ID))
		}
	}
}

// Cut takes the rows of the page, of the Limit that were read, and the token of the next one; empty where none follows.
func Cut[R any](ctx context.Context, s *Signer, req paged, rows []R, key func(R) Cursor) ([]R, string) {
	size := Size(req.GetPageSize())
	if len(rows) <= size {
		return rows, ""
	}
	text, _ := json.Marshal(key(rows[size-1])) // a time and an id
	return rows[:size], s.Encode(ctx, req, text)
}
