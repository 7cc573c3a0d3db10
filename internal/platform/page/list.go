package page

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"sync"

	"entgo.io/ent/dialect/sql"
	"google.golang.org/protobuf/proto"

	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/filter"
)

// Request asks for one page of a list.
type Request interface {
	proto.Message
	GetPageSize() int32
	GetPageToken() string
	GetFilter() string
	GetOrderBy() string
	GetWithTotal() bool
}

// List is what the callers of one List RPC may filter and order by: Q is its request, R a pointer to the row of ent. All pointers
// share one compiled copy of generic code, which rows would not.
type List[Q Request, R any] struct{ *list }

// list is a List without its types: generic code is compiled for each of them.
type list struct {
	columns  filter.Columns
	standard []filter.Term
	row      reflect.Type
	fields   map[string][]int // of the row, by column
	texts    sync.Map         // of statements in the standard order, by shape
}

// NewList declares a list: the order of its rows where the caller names none, and its columns. It panics where R does not
// have a column: a wrong declaration keeps the process from starting.
func NewList[Q Request, R any](order string, columns filter.Columns) *List[Q, R] {
	var request Q
	return &List[Q, R]{newList(request, reflect.TypeFor[R]().Elem(), order, columns)}
}

func newList(request Request, row reflect.Type, order string, columns filter.Columns) *list {
	l := &list{columns: filter.Columns{}, row: row, fields: map[string][]int{}}
	for i := range row.NumField() {
		column, _, _ := strings.Cut(row.Field(i).Tag.Get("json"), ",")
		l.fields[column] = row.Field(i).Index
	}
	for field, column := range columns {
		at, ok := l.fields[column.Name()]
		if !ok {
			panic(fmt.Sprintf("page: %s has no column %s", row, column.Name()))
		}
		if row.FieldByIndex(at).Type.Kind() == reflect.Pointer {
			column = column.Empty()
		}
		l.columns[field] = column
	}
	// The time of entry is a fallback of every list, though not every resource shows it.
	sortable := maps.Clone(l.columns)
	sortable["create_time"] = filter.Time("create_time")
	var err error
	if l.standard, err = sortable.Order(order); err != nil || len(l.standard) == 0 {
		panic(fmt.Sprintf("page: the order of %s: %v", row, err))
	}
	declare(Declared{Request: request.ProtoReflect().Descriptor(), Columns: l.columns, Order: order})
	return l
}

// Keep is what a filter of the list keeps, for what shows its rows otherwise than in pages; nil for an empty one.
func (l *list) Keep(text string) (filter.Predicate, error) { return l.columns.Parse(text) }

// Query is one request for a page of a list, read and found to be valid.
type Query[R any] struct{ *query }

// query is a Query without its type.
type query struct {
	size      int
	withTotal bool
	where     filter.Predicate
	order     []filter.Term
	after     []reflect.Value // of the last row of the page before: the columns of order, and the id; empty for the first page
	list      *list
	seal      func(cursor []byte) string
	usual     bool // the order is that of the list where the caller names none
}

// Parse reads a request. What it refuses is a fault on filter, order_by or page_token.
func (l *List[Q, R]) Parse(ctx context.Context, s *Signer, req Q) (*Query[R], error) {
	q, err := l.parse(ctx, s, req)
	if err != nil {
		return nil, err
	}
	return &Query[R]{q}, nil
}

func (l *list) parse(ctx context.Context, s *Signer, req Request) (*query, error) {
	where, err := l.columns.Parse(req.GetFilter())
	if err != nil {
		return nil, err
	}
	order, err := l.columns.Order(req.GetOrderBy())
	if err != nil {
		return nil, err
	}
	usual := order == nil
	if usual {
		order = l.standard
	}
	q := &query{size: Size(req.GetPageSize()), withTotal: req.GetWithTotal(), where: where, order: order, usual: usual, list: l,
		seal: func(cursor []byte) string { return s.Encode(ctx, req, cursor) }}
	cursor, err := s.Decode(ctx, req)
	if err != nil || cursor == nil {
		return q, err
	}
	if q.after, err = q.open(cursor); err != nil {
		return nil, refused("page_token")
	}
	return q, nil
}

// rows is a query of ent.
type rows[Q any, P, O ~func(*sql.Selector), R any] interface {
	Where(...P) Q
	Order(...O) Q
	Limit(int) Q
	Clone() Q
	Count(context.Context) (int, error)
	All(context.Context) ([]R, error)
}

// Page is what was found.
type Page[R any] struct {
	Rows  []R
	Next  string // token of the next page; empty where none follows
	Total int32  // rows of all pages, MaxTotal at most; 0 where nobody asked
}

// Read finds the rows of the page among those that the caller may see.
func Read[Q rows[Q, P, O, R], P, O ~func(*sql.Selector), R any](ctx context.Context, asked *Query[R], seen Q) (Page[R], error) {
	var total int32
	if asked.where != nil {
		seen.Where(func(s *sql.Selector) { s.Where(asked.where(s)) })
	}
	if asked.withTotal {
		n, err := seen.Clone().Where(capped(access.From(ctx).Tenant)).Count(ctx)
		if err != nil {
			return Page[R]{}, err
		}
		total = int32(n)
	}
	if len(asked.after) > 0 {
		seen.Where(asked.behind)
	}
	page, err := asked.page(func(limit int) ([]R, error) { return seen.Order(asked.sort).Limit(limit).All(ctx) })
	page.Total = total
	return page, err
}

// page is what was found, and where the next one begins: one row more than the page tells whether another follows.
func (q *Query[R]) page(find func(limit int) ([]R, error)) (page Page[R], err error) {
	found, err := find(q.size + 1)
	if err != nil {
		return page, err
	}
	if len(found) > q.size {
		found = found[:q.size]
		page.Next = q.seal(q.cursor(found[q.size-1]))
	}
	page.Rows = found
	return page, nil
}

// capped keeps the first MaxTotal of the rows that are kept so far, so that counting them ends.
func capped(tenant int) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.Where(sql.EQ(s.C("tenant_id"), tenant)) // the door adds its own behind this, too late for the cap
		first := s.Clone().Select(s.C("id")).Limit(MaxTotal)
		s.SetP(nil).Where(sql.In(s.C("id"), first))
	}
}
