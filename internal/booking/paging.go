package booking

import (
	"context"
	"strconv"

	"entgo.io/ent/dialect/sql"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// listRequest asks for one page of a list.
type listRequest interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

// caller is whom a page token is made for: a person of a tenant, or anybody of that tenant.
func caller(ctx context.Context) string {
	p := access.From(ctx)
	return strconv.Itoa(p.Tenant) + "/" + p.Person.String()
}

// cursor is where the asked page starts.
func (s *Service) cursor(ctx context.Context, req listRequest) (page.Cursor, error) {
	return s.pages.Decode(caller(ctx), req.GetPageToken(), req)
}

// limit is one row more than the page: it tells whether another page follows.
func limit(req listRequest) int { return page.Size(req.GetPageSize()) + 1 }

// behind keeps the rows that follow the cursor in the order newest.
func behind[P ~func(*sql.Selector)](c page.Cursor) P {
	return func(s *sql.Selector) {
		if !c.IsZero() {
			s.Where(sql.CompositeLT([]string{s.C("create_time"), s.C("id")}, c.Time, c.ID))
		}
	}
}

// newest puts the row that was made last first.
func newest(s *sql.Selector) { s.OrderBy(sql.Desc(s.C("create_time")), sql.Desc(s.C("id"))) }

// cut takes the rows of the page and the token of the next one, empty where none follows.
func cut[R any](ctx context.Context, s *Service, req listRequest, rows []R, key func(R) page.Cursor) ([]R, string) {
	size := limit(req) - 1
	if len(rows) <= size {
		return rows, ""
	}
	return rows[:size], s.pages.Encode(caller(ctx), req, key(rows[size-1]))
}
