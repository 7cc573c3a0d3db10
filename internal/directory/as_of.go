package directory

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/ent/unithistory"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// asked is the tree that a call is about: that of now, or that of an earlier time.
type asked struct {
	tx *db.Tx
	at *time.Time // nil for now
}

// treeOf is the tree at a time, which must not lie in the future or before the district was founded.
func treeOf(ctx context.Context, tx *db.Tx, at *timestamppb.Timestamp) (asked, error) {
	tree := asked{tx, wire.Time(at)}
	if tree.at == nil {
		return tree, nil
	}
	founded, err := tx.UnitHistory.Query().Where(unithistory.ParentIDIsNil()).Order(unithistory.ByValidFrom()).First(ctx)
	switch {
	case ent.IsNotFound(err):
		return tree, ErrBeyondHistory.On("at")
	case err != nil:
		return tree, err
	case tree.at.After(tx.Now()), tree.at.Before(founded.ValidFrom):
		return tree, ErrBeyondHistory.On("at")
	}
	return tree, nil
}

// units are a query of the units of the tree, their names, kinds and parents as they were; their paths come by show.
func (a asked) units() *ent.UnitQuery {
	if a.at == nil {
		return a.tx.Unit.Query()
	}
	return a.tx.Unit.Query().Where(predicate.Unit(func(s *sql.Selector) {
		build := sql.Dialect(s.Dialect())
		u, h := build.Table(unit.Table), build.Table(unithistory.Table).As("h")
		view := build.Select().From(u).Join(h).OnP(sql.ExprP("h.tenant_id = unit.tenant_id AND h.unit_id = unit.id")).
			Where(sql.And(sql.EQ(u.C("tenant_id"), a.tx.Tenant()), sql.EQ(h.C("tenant_id"), a.tx.Tenant()), sql.LTE(h.C("valid_from"), *a.at),
				sql.Or(sql.IsNull(h.C("valid_to")), sql.GT(h.C("valid_to"), *a.at))))
		for _, column := range unit.Columns {
			switch column {
			case unit.FieldName, unit.FieldKind, unit.FieldParentID:
				view.AppendSelectAs(h.C(column), column)
			default:
				view.AppendSelectAs(u.C(column), column)
			}
		}
		s.From(view.As(unit.Table)) // by its own name: what the query asks for reads as before
	}))
}

// show are the messages of units of the tree. Those of an earlier time have the path of that time, and no etag: there is no
// changing them.
func (a asked) show(ctx context.Context, units ...*ent.Unit) (shown []*directoryv1.Unit, err error) {
	paths := map[uuid.UUID]string{}
	if a.at != nil && len(units) > 0 {
		if paths, err = a.paths(ctx, units); err != nil {
			return nil, err
		}
	}
	for _, u := range units {
		message := unitToProto(u)
		if a.at != nil {
			message.Path, message.Etag = paths[u.ID], ""
		}
		shown = append(shown, message)
	}
	return shown, nil
}

// paths are the names from the district down to each of some units, at an earlier time.
func (a asked) paths(ctx context.Context, units []*ent.Unit) (map[uuid.UUID]string, error) {
	var ids []uuid.UUID
	for _, u := range units {
		ids = append(ids, u.ID)
	}
	rows, err := a.tx.Query(ctx, `with recursive up (id, parent_id, path) as (
			select unit_id, parent_id, name::text from unit_history
			where tenant_id = $1 and unit_id = any($2) and valid_from <= $3 and (valid_to is null or valid_to > $3)
			union all
			select up.id, h.parent_id, h.name || '/' || up.path from up join unit_history h on h.unit_id = up.parent_id
			where h.tenant_id = $1 and h.valid_from <= $3 and (h.valid_to is null or h.valid_to > $3))
		select id, path from up where parent_id is null`, a.tx.Tenant(), ids, *a.at)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	paths := map[uuid.UUID]string{}
	for rows.Next() {
		var id uuid.UUID
		var path string
		if err := rows.Scan(&id, &path); err != nil {
			return nil, err
		}
		paths[id] = path
	}
	return paths, rows.Err()
}
