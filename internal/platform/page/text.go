package page

import (
	"strconv"
	"strings"

	"entgo.io/ent/dialect/sql"
)

// text is a piece of a statement between whose parts stand values: some that belong to it, and places of those that each request
// brings.
type text struct {
	parts  []string // one more than values
	values []any
}

// place is where a value of a way stands: the by-th of its columns, or what ofLink and ofTenant say.
type place struct {
	way, by int
	only    bool // the only value of the column, not all of them
}

const (
	ofLink = -1 - iota
	ofTenant
)

var tenantPlace = place{by: ofTenant}

// textOf takes a statement apart at its numbered parameters.
func textOf(statement string, values []any) text {
	t := text{values: values}
	for i := range values {
		before, after, _ := strings.Cut(statement, "$"+strconv.Itoa(i+1))
		t.parts = append(t.parts, before)
		statement = after
	}
	t.parts = append(t.parts, statement)
	return t
}

// write writes the text with the values of a request in their places.
func (t text) write(b *sql.Builder, request interface{ value(place) any }) {
	for i, value := range t.values {
		if p, ok := value.(place); ok {
			value = request.value(p)
		}
		b.WriteString(t.parts[i]).Arg(value)
	}
	b.WriteString(t.parts[len(t.values)])
}

// value of this request that stands in a place.
func (w walks) value(p place) any {
	switch p.by {
	case ofTenant:
		return w.tenant
	case ofLink:
		return w.ways[p.way].Link.By.value(p.only)
	}
	return w.ways[p.way].By[p.by].value(p.only)
}

func (b By) value(only bool) any {
	if only {
		return b.only
	}
	return b.values
}
