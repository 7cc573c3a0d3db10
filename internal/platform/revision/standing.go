package revision

import (
	"fmt"
	"strings"
	"time"

	"entgo.io/ent/dialect/sql"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/revision"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// Columns are what the revisions of a record can be filtered and ordered by.
var Columns = filter.Columns{
	"cancel_time": filter.Time(revision.FieldCancelTime).Empty(),
	"create_time": filter.Time(revision.FieldCreateTime),
	"set_by":      filter.Ref(revision.FieldSetBy, "persons/*").Empty(),
	"valid_from":  filter.Time(revision.FieldValidFrom),
	"valid_to":    filter.Time(revision.FieldValidTo).Empty(),
}

// Order of the revisions of a record where the caller names none.
const Order = "valid_from desc"

// Table is one whose rows have revisions.
type Table struct {
	name string
	says sql.Querier // its columns, as they are in a row and its revision r
}

// NewTable describes a table by all its columns, and those of them that are in the state of revisions, with their SQL types.
func NewTable(name string, columns []string, dated map[string]string) Table {
	says := make([]string, len(columns))
	for i, column := range columns {
		switch kind := dated[column]; kind {
		case "":
			says[i] = fmt.Sprintf("%q.%s", name, column)
		case "jsonb":
			says[i] = fmt.Sprintf("r.state->'%s' AS %[1]s", column)
		default:
			says[i] = fmt.Sprintf("(r.state->>'%s')::%s AS %[1]s", column, kind)
		}
	}
	return Table{name, sql.Raw(strings.Join(says, ", "))}
}

// When is the time that a caller asks for, now where he names none.
func When(tx *db.Tx, asked *timestamppb.Timestamp) time.Time {
	if named := wire.Time(asked); named != nil {
		return *named
	}
	return tx.Now()
}

func descending(o *sql.OrderTermOptions) { o.Desc = true }

// at keeps the revision of a record that holds at a time.
func at(record Record, when time.Time) []predicate.Revision {
	return []predicate.Revision{revision.RecordID(record.ID), revision.CancelTimeIsNil(), revision.ValidFromLTE(when),
		revision.Or(revision.ValidToIsNil(), revision.ValidToGT(when))}
}

// Standing makes a query of a table one of what its rows said, or are planned to say, at a time; a row that did not say
// anything yet is not among them.
func Standing[P ~func(*sql.Selector)](tx *db.Tx, t Table, when time.Time) P {
	return func(s *sql.Selector) {
		build := sql.Dialect(s.Dialect())
		rows, r := build.Table(t.name), build.Table(revision.Table).As("r")
		view := build.SelectExpr(t.says).From(rows).Join(r).OnP(sql.ExprP("r.tenant_id = " + rows.C("tenant_id") + " AND r.record_id = " + rows.C("id"))).Where(sql.P(func(b *sql.Builder) {
			b.WriteString(rows.C("tenant_id") + " = ").Arg(tx.Tenant()).WriteString(" AND r.tenant_id = ").Arg(tx.Tenant())
			b.WriteString(" AND r.cancel_time IS NULL AND r.valid_from <= ").Arg(when)
			b.WriteString(" AND (r.valid_to IS NULL OR r.valid_to > ").Arg(when).WriteString(")")
		}))
		s.From(view.As(t.name)) // by its own name: what the query asks for reads as before
	}
}

// Changed are the fields that a revision has set, as the contract names them where that differs from the column.
func Changed(row *ent.Revision, names map[string]string) (fields []string) {
	for _, column := range row.Fields {
		if called, ok := names[column]; ok {
			column = called
		}
		fields = append(fields, column)
	}
	return fields
}
