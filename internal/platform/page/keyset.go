package page

import (
	"encoding/json"
	"errors"
	"reflect"

	"entgo.io/ent/dialect/sql"
)

// key is a column of the order of a query.
type key struct {
	column     string
	nullable   bool
	descending bool
}

// keys are the columns of the order and, so that no two rows are equal in it, the id.
func (q *query) keys() []key {
	var keys []key
	for _, term := range q.order {
		keys = append(keys, key{term.Name(), term.Nullable(), term.Descending})
	}
	return append(keys, key{column: "id", descending: keys[len(keys)-1].descending})
}

// sort orders the rows. Empty columns stand behind all others, in front of them when descending, as Postgres has it.
func (q *query) sort(s *sql.Selector) { q.sortBy(s, s.C) }

// sortBy is sort where the columns go by other names.
func (q *query) sortBy(s *sql.Selector, called func(column string) string) {
	for _, k := range q.keys() {
		if k.descending {
			s.OrderBy(sql.Desc(called(k.column)))
		} else {
			s.OrderBy(sql.Asc(called(k.column)))
		}
	}
}

// behind keeps the rows that follow the cursor. Where the order is one way throughout, that is one comparison of rows, which
// an index answers; else it is said key by key.
func (q *query) behind(s *sql.Selector) { q.behindBy(s, s.C) }

// behindBy is behind where the columns go by other names.
func (q *query) behindBy(s *sql.Selector, called func(column string) string) {
	keys := q.keys()
	var columns []string
	var values []any
	uniform := true
	for i, k := range keys {
		columns = append(columns, called(k.column))
		values = append(values, value(q.after[i]))
		uniform = uniform && !k.nullable && k.descending == keys[0].descending
	}
	switch {
	case uniform && keys[0].descending:
		s.Where(sql.CompositeLT(columns, values...))
	case uniform:
		s.Where(sql.CompositeGT(columns, values...))
	default:
		var ways []*sql.Predicate
		for i, k := range keys {
			beyond := k.beyond(columns[i], values[i])
			if beyond == nil {
				continue
			}
			way := []*sql.Predicate{beyond}
			for j := range i {
				way = append(way, equal(columns[j], values[j]))
			}
			ways = append(ways, sql.And(way...))
		}
		s.Where(sql.Or(ways...))
	}
}

// beyond keeps the rows whose column stands behind the value; nil where none can.
func (k key) beyond(column string, value any) *sql.Predicate {
	switch {
	case value == nil && k.descending:
		return sql.NotNull(column)
	case value == nil:
		return nil
	case k.descending:
		return sql.LT(column, value)
	case k.nullable:
		return sql.Or(sql.IsNull(column), sql.GT(column, value))
	}
	return sql.GT(column, value)
}

func equal(column string, value any) *sql.Predicate {
	if value == nil {
		return sql.IsNull(column)
	}
	return sql.EQ(column, value)
}

// value of a field of a row; nil where it is empty.
func value(field reflect.Value) any {
	if field.Kind() == reflect.Pointer {
		if field.IsNil() {
			return nil
		}
		field = field.Elem()
	}
	return field.Interface()
}

// cursor is the position of a row, of which a pointer is given: the JSON of its keys.
func (q *query) cursor(row any) []byte {
	var values []any
	for _, k := range q.keys() {
		values = append(values, reflect.ValueOf(row).Elem().FieldByIndex(q.list.fields[k.column]).Interface())
	}
	text, err := json.Marshal(values)
	if err != nil {
		panic("page: a key that is no JSON: " + err.Error()) // the columns are of plain types
	}
	return text
}

// open reads the position that cursor wrote.
func (q *query) open(cursor []byte) ([]reflect.Value, error) {
	var texts []json.RawMessage
	if err := json.Unmarshal(cursor, &texts); err != nil {
		return nil, err
	}
	keys := q.keys()
	if len(texts) != len(keys) {
		return nil, errKeys
	}
	var after []reflect.Value
	for i, k := range keys {
		target := reflect.New(q.list.row.FieldByIndex(q.list.fields[k.column]).Type)
		if err := json.Unmarshal(texts[i], target.Interface()); err != nil {
			return nil, err
		}
		after = append(after, target.Elem())
	}
	return after, nil
}

// errKeys: a token made when the list had another order.
var errKeys = errors.New("page: a cursor of another order")
