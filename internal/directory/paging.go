package directory

import (
	"context"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// listRequest is a request for one page of a list.
type listRequest interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
}

func (s *Service) cursor(ctx context.Context, req listRequest) (page.Cursor, error) {
	return s.Pages.Decode(access.From(ctx).Person.String(), req.GetPageToken(), req)
}

// newest orders a list by the time of entry, the latest first.
func newest(s *sql.Selector) { s.OrderBy(sql.Desc(s.C("create_time")), sql.Desc(s.C("id"))) }

// after keeps the rows behind a cursor in the order of newest.
func after[P ~func(*sql.Selector)](c page.Cursor) P {
	return func(s *sql.Selector) {
		if !c.IsZero() {
			s.Where(sql.CompositeLT([]string{s.C("create_time"), s.C("id")}, c.Time, c.ID))
		}
	}
}

// turn cuts the row that was read beyond the page and makes the token of the next page, if there is one.
func turn[R any](ctx context.Context, s *Service, req listRequest, rows []R, key func(R) page.Cursor) ([]R, string) {
	size := page.Size(req.GetPageSize())
	if len(rows) <= size {
		return rows, ""
	}
	rows = rows[:size]
	return rows, s.Pages.Encode(access.From(ctx).Person.String(), req, key(rows[size-1]))
}

// parseOptional reads the id in an optional field that holds a resource name; Nil for an empty one.
func parseOptional(field, pattern, given string) (uuid.UUID, error) {
	if given == "" {
		return uuid.Nil, nil
	}
	ids, err := name.ParseField(field, pattern, given)
	if err != nil {
		return uuid.Nil, err
	}
	return ids[0], nil
}

// idOr is the id that a client has chosen, or a new one.
func idOr(tx *db.Tx, given string) (uuid.UUID, error) {
	if given == "" {
		return tx.NewID(), nil
	}
	return uuid.Parse(given)
}

// visible turns "no such row" into the answer for a resource that is unknown, foreign or hidden; all three are alike.
func visible(err error, resource string) error {
	if ent.IsNotFound(err) {
		return fault.ErrNotFound.With("name", resource)
	}
	return err
}
