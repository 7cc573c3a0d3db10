package revision

import (
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
	Name    string
	Columns []string          // all of them
	Dated   map[string]string // those in the state of revisions, with their SQL types
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
		rows, r := build.Table(t.Name), build.Table(revision.Table).As("r")
		view := build.Select().From(rows).Join(r).OnP(sql.ExprP("r.tenant_id = " + rows.C("tenant_id") + " AND r.record_id = " + rows.C("id"))).
			Where(sql.And(sql.EQ(rows.C("tenant_id"), tx.Tenant()), sql.EQ(r.C("tenant_id"), tx.Tenant()), sql.IsNull(r.C(revision.FieldCancelTime)),
				sql.LTE(r.C(revision.FieldValidFrom), when), sql.Or(sql.IsNull(r.C(revision.FieldValidTo)), sql.GT(r.C(revision.FieldValidTo), when))))
		for _, column := range t.Columns {
			switch kind := t.Dated[column]; kind {
			case "":
				view.AppendSelectAs(rows.C(column), column)
			case "jsonb":
				view.AppendSelectExprAs(sql.Raw("r.state->'"+column+"'"), column)
			default:
				view.AppendSelectExprAs(sql.Raw("(r.state->>'"+column+"')::"+kind), column)
			}
		}
		s.From(view.As(t.Name)) // by its own name: what the query asks for reads as before
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
