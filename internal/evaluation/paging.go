package evaluation

import (
	"context"
	"strconv"

	"entgo.io/ent/dialect/sql"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// listing is a request for one page of a list.
type listing interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

// reader is whom a page token is made for: a person of a tenant, or anybody of that tenant.
func reader(ctx context.Context) string {
	p := access.From(ctx)
	return strconv.Itoa(p.Tenant) + "/" + p.Person.String()
}

func (s *Service) cursor(ctx context.Context, req listing) (page.Cursor, error) {
	return s.Pages.Decode(reader(ctx), req.GetPageToken(), req)
}

// newest orders a list by the time of entry, the latest first.
func newest(s *sql.Selector) { s.OrderBy(sql.Desc(s.C("create_time")), sql.Desc(s.C("id"))) }

// oldest orders a list by the time of entry, the earliest first.
func oldest(s *sql.Selector) { s.OrderBy(sql.Asc(s.C("create_time")), sql.Asc(s.C("id"))) }

// beyond keeps the rows behind a cursor in the order of newest.
func beyond[P ~func(*sql.Selector)](c page.Cursor) P {
	return func(s *sql.Selector) {
		if !c.IsZero() {
			s.Where(sql.CompositeLT([]string{s.C("create_time"), s.C("id")}, c.Time, c.ID))
		}
	}
}

// beyondOldest keeps the rows behind a cursor in the order of oldest.
func beyondOldest[P ~func(*sql.Selector)](c page.Cursor) P {
	return func(s *sql.Selector) {
		if !c.IsZero() {
			s.Where(sql.CompositeGT([]string{s.C("create_time"), s.C("id")}, c.Time, c.ID))
		}
	}
}

// turn cuts the row that was read beyond the page and makes the token of the next page, if there is one.
func turn[R any](ctx context.Context, s *Service, req listing, rows []R, key func(R) page.Cursor) ([]R, string) {
	size := page.Size(req.GetPageSize())
	if len(rows) <= size {
		return rows, ""
	}
	rows = rows[:size]
	return rows, s.Pages.Encode(reader(ctx), req, key(rows[size-1]))
}
