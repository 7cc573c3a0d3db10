package page

import (
	"context"
	"strconv"

	"entgo.io/ent/dialect/sql"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/access"
)

// Request asks for one page of a list.
type Request interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

// caller is whom a page token is made for: a person of a tenant, or anybody of that tenant.
func caller(ctx context.Context) string {
	p := access.From(ctx)
	return strconv.Itoa(p.Tenant) + "/" + p.Person.String()
}

// Start is the cursor at which the asked page begins.
func (s *Signer) Start(ctx context.Context, req Request) (Cursor, error) {
	return s.Decode(caller(ctx), req.GetPageToken(), req)
}

// Limit is one row more than the page: it tells whether another page follows.
func Limit(req Request) int { return Size(req.GetPageSize()) + 1 }

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
func Cut[R any](ctx context.Context, s *Signer, req Request, rows []R, key func(R) Cursor) ([]R, string) {
	size := Size(req.GetPageSize())
	if len(rows) <= size {
		return rows, ""
	}
	return rows[:size], s.Encode(caller(ctx), req, key(rows[size-1]))
}
