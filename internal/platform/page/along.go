package page

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/access"
)

// Way is one of the ways on which a caller comes to see rows of a list: those whose columns each have one of some values,
// to which the link leads, and of which Where holds. What is nil asks for nothing.
type Way struct {
	By     []By
	Link   *Link
	Filled string // a column that the rows must have filled; empty where all count
	Where  func(*sql.Selector)
}

// By is a column with the values that it may have.
type By struct {
	column, kind string
	values       any
	only         any // the value, where there is but one
}

// ByID is a column with one of some ids.
func ByID(column string, ids ...uuid.UUID) By { return by(column, "uuid[]", ids) }

// ByWord is a column with one of some words.
func ByWord(column string, words ...string) By { return by(column, "text[]", words) }

func by[V any](column, kind string, values []V) By {
	b := By{column: column, kind: kind, values: values}
	if len(values) == 1 {
		b.only = values[0]
	}
	return b
}

// ByReach are the ways of a reach without limits to rows that belong to a person and to a unit: all, or one's own and those of one's units.
func ByReach(reach access.Reach, person, unit string) []Way {
	if reach.All {
		return []Way{{}}
	}
	return []Way{{By: []By{ByID(person, reach.Self...)}}, {By: []By{ByID(unit, reach.Units...)}}}
}

// Link is a table whose rows lead to rows of a list.
type Link struct {
	Table  string
	By     By
	Key    string            // its column with the id of the row
	Filled string            // a column that its rows must have filled; empty where all count
	Copies map[string]string // its columns that always say the same as columns of the row, by the row's
}

// ReadAlong finds the rows of the page to which some ways lead. Each way is walked along an index for each of its values, a page
// at most, so that a page costs what it shows whatever the table holds. The conditions hold on every way.
func ReadAlong[Q rows[Q, P, O, R], P, O ~func(*sql.Selector), R any](ctx context.Context, asked *Query[R], seen Q, where []P, ways ...Way) (Page[R], error) {
	if len(ways) == 0 {
		return Page[R]{}, nil
	}
	w := walks{asked: asked.query, tenant: access.From(ctx).Tenant, ways: ways}
	for _, condition := range where {
		w.where = append(w.where, condition)
	}
	if asked.where != nil {
		w.where = append(w.where, func(s *sql.Selector) { s.Where(asked.where(s)) })
	}
	var total int32
	if asked.withTotal {
		n, err := seen.Clone().Where(w.leadTo(MaxTotal, false)).Count(ctx)
		if err != nil {
			return Page[R]{}, err
		}
		total = int32(n)
	}
	page, err := asked.page(func(limit int) ([]R, error) {
		return seen.Where(w.leadTo(limit, true)).Order(asked.sort).Limit(limit).All(ctx)
	})
	page.Total = total
	return page, err
}

// walks are the ways of one request.
type walks struct {
	asked  *query
	tenant int
	ways   []Way
	where  []func(*sql.Selector)
	bare   bool // nothing but the ways is asked for
}

// leadTo keeps the rows to which the ways lead: the first of all, or in the order of the list the first behind the cursor.
func (w walks) leadTo(limit int, ordered bool) func(*sql.Selector) {
	return func(s *sql.Selector) {
		s.Where(sql.P(func(b *sql.Builder) { w.written(s, limit, ordered).write(b, w) }))
	}
}

// written is the condition of leadTo as a text, which is remembered where nothing but values makes it differ from request to request.
func (w walks) written(s *sql.Selector, limit int, ordered bool) text {
	w.bare = ordered && w.asked.usual && len(w.asked.after) == 0 && len(w.where) == 0 && !slices.ContainsFunc(w.ways, func(way Way) bool { return way.Where != nil })
	if !w.bare {
		return w.compose(s, limit, ordered)
	}
	shape := w.shape(limit)
	if found, ok := w.asked.list.texts.Load(shape); ok {
		return found.(text)
	}
	composed := w.compose(s, limit, ordered)
	w.asked.list.texts.Store(shape, composed)
	return composed
}

// shape tells texts of one list apart.
func (w walks) shape(limit int) string {
	shape := strconv.AppendInt(make([]byte, 0, 120), int64(limit), 10)
	for _, way := range w.ways {
		shape = append(shape, '/')
		if way.Link != nil {
			shape = append(way.Link.By.shape(append(shape, way.Link.Table...)), '?')
			shape = append(shape, way.Link.Filled...)
		}
		shape = append(append(shape, '!'), way.Filled...)
		for _, by := range way.By {
			shape = by.shape(shape)
		}
	}
	return string(shape)
}

func (b By) shape(of []byte) []byte {
	mark := byte('+')
	if b.only != nil {
		mark = '='
	}
	return append(append(of, mark), b.column...)
}

// compose writes the condition, with places for the values of the ways.
func (w walks) compose(s *sql.Selector, limit int, ordered bool) text {
	var b sql.Builder
	b.SetDialect(dialect.Postgres)
	b.Ident(s.C("id")).WriteString(" IN ")
	b.Wrap(func(b *sql.Builder) {
		b.WriteString(`SELECT "id" FROM `)
		b.Wrap(func(b *sql.Builder) {
			for i := range w.ways {
				if i > 0 {
					b.WriteString(" UNION ")
				}
				w.walk(b, s.TableName(), i, limit, ordered)
			}
		})
		b.WriteString(` AS "found"`)
		if ordered {
			found := table("found")
			w.asked.sort(found)
			b.WriteString(" ORDER BY ").WriteString(strings.Join(found.OrderColumns(), ", "))
		}
		b.WriteString(" LIMIT ").WriteString(strconv.Itoa(limit))
	})
	return textOf(b.Query())
}

// walk writes the rows of one way, for each of its values the first.
func (w walks) walk(b *sql.Builder, list string, at, limit int, ordered bool) {
	way := w.ways[at]
	conditions := slices.Clip(w.where)
	if way.Where != nil {
		conditions = append(conditions, way.Where)
	}
	keys := []key{{column: "id"}}
	if ordered {
		keys = w.asked.keys()
	}
	of := table(list)
	called, linked := of.C, of.C
	if l := way.Link; l != nil {
		alone := len(conditions) == 0 && len(way.By) == 0 && way.Filled == "" && !slices.ContainsFunc(keys, func(k key) bool { return l.copies(k.column) == "" })
		of, called, linked = l.rows(of, alone)
	}
	var columns []string
	for _, k := range keys {
		columns = append(columns, sql.As(called(k.column), k.column))
	}
	of.Select(columns...).Where(sql.EQ(of.C("tenant_id"), tenantPlace)).Limit(limit)
	if ordered {
		w.asked.sortBy(of, called)
	}
	if ordered && len(w.asked.after) > 0 {
		w.asked.behindBy(of, called)
	}
	if way.Filled != "" {
		of.Where(sql.NotNull(of.C(way.Filled)))
	}
	for _, condition := range conditions {
		condition(of)
	}
	b.WriteString("SELECT walk.* FROM ")
	// A value that is the only one is compared with: PostgreSQL keeps the plan of such a walk, while one along a list of unknown length it plans
	// anew for each request, which costs more than the page. With other conditions that is better: their values tell which index serves them.
	each := func(by By, column func(string) string, value string, p place) {
		if p.only = w.bare && by.only != nil; p.only {
			of.Where(sql.EQ(column(by.column), p))
			return
		}
		b.WriteString("unnest(").Arg(p).WriteString("::" + by.kind + ") AS " + value + " CROSS JOIN ")
		of.Where(sql.P(func(b *sql.Builder) { b.WriteString(column(by.column) + " = " + value) }))
	}
	if way.Link != nil {
		each(way.Link.By, linked, "linked", place{way: at, by: ofLink})
	}
	for i, by := range way.By {
		each(by, of.C, "value"+strconv.Itoa(i), place{way: at, by: i})
	}
	b.WriteString("LATERAL ").Wrap(func(b *sql.Builder) { b.Join(of) }).WriteString(" AS walk")
}

// copies is what the link calls a column of the list; empty where it does not have it.
func (l *Link) copies(column string) string {
	if column == "id" {
		return l.Key
	}
	return l.Copies[column]
}

// rows are those of the link, with those of the list to which they lead unless the link alone tells all. What columns of the list
// are called is told, by the link's names where it has them, so that an index of the link is read in the order of the list;
// and what the link's own are called.
func (l *Link) rows(list *sql.Selector, alone bool) (of *sql.Selector, called, linked func(column string) string) {
	link := sql.Table(l.Table).As("link")
	if of = list; alone {
		of = sql.Dialect(dialect.Postgres).Select().From(link)
	} else {
		of.Join(link).OnP(sql.And(sql.ColumnsEQ(link.C("tenant_id"), of.C("tenant_id")), sql.ColumnsEQ(link.C(l.Key), of.C("id")))).
			Where(sql.EQ(link.C("tenant_id"), tenantPlace))
	}
	of.Distinct()
	if l.Filled != "" {
		of.Where(sql.NotNull(link.C(l.Filled)))
	}
	return of, func(column string) string {
		if copied := l.copies(column); copied != "" {
			return link.C(copied)
		}
		return of.C(column)
	}, link.C
}

func table(name string) *sql.Selector {
	return sql.Dialect(dialect.Postgres).Select().From(sql.Table(name))
}
