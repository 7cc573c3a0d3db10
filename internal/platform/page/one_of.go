package page

import (
	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
)

// OneOf tells that a column is one of the ids, given as one array parameter.
func OneOf(column string, ids []uuid.UUID) *sql.Predicate {
	return sql.P(func(b *sql.Builder) { b.Ident(column).WriteString(" = ANY(").Arg(ids).WriteString(")") })
}
