package directory

import (
	"context"
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/ent/unithistory"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// treeCounter counts the changes of a district's tree; its row is the lock.
const treeCounter = "unit_tree"

// lockTree makes this transaction the only one that changes the tree until it ends, and tells when its changes hold from: now,
// but never before the last change, whatever the clocks do. So the tree as it stood at any time is one that stood.
func lockTree(ctx context.Context, tx *db.Tx) (time.Time, error) {
	if _, err := tx.Next(ctx, treeCounter); err != nil {
		return time.Time{}, err
	}
	tx.AccessChanged()
	last, err := tx.UnitHistory.Query().Order(unithistory.ByValidFrom(sql.OrderDesc())).First(ctx)
	if ent.IsNotFound(err) || err == nil && !last.ValidFrom.After(tx.Now()) {
		return tx.Now(), nil
	}
	if err != nil {
		return time.Time{}, err
	}
	return last.ValidFrom, nil
}

// UnitSpec is a unit to be entered.
type UnitSpec struct {
	ID     uuid.UUID // made by the server when Nil
	Name   string
	Kind   directoryv1.Unit_Kind
	Code   string // empty for none
	Parent uuid.UUID
}

// AddUnit enters a unit below another one, with the first span of its history.
func AddUnit(ctx context.Context, tx *db.Tx, spec UnitSpec) (*ent.Unit, error) {
	at, err := lockTree(ctx, tx)
	if err != nil {
		return nil, err
	}
	parent, err := tx.Unit.Query().Where(unit.ID(spec.Parent)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, name.Unknown("unit.parent", "units", spec.Parent)
	case err != nil:
		return nil, err
	case !standsBelow(spec.Kind, unitKind(parent.Kind)):
		return nil, ErrUnitParent.On("unit.parent")
	case !codeFits(spec.Kind, spec.Code):
		return nil, ErrUnitCodeInvalid.On("unit.code")
	}
	u, err := newUnit(tx, spec, parent).Save(ctx)
	if err != nil {
		return nil, err
	}
	if err := newSpan(tx, u, at).Exec(ctx); err != nil {
		return nil, err
	}
	tx.Audit(db.Audit{Action: "directory.unit.manage", Object: name.Of("units", u.ID), After: unitRecord(u)})
	tx.Emit(db.Event{Type: "haolinju.directory.unit.created.v1", Subject: name.Of("units", u.ID),
		Units: []uuid.UUID{u.ID}, Data: unitRecord(u)})
	return u, nil
}

func newUnit(tx *db.Tx, spec UnitSpec, parent *ent.Unit) *ent.UnitCreate {
	if spec.ID == uuid.Nil {
		spec.ID = tx.NewID()
	}
	create := tx.Unit.Create().SetID(spec.ID).SetName(spec.Name).SetKind(wire.Word(spec.Kind)).SetPath(spec.Name)
	if spec.Code != "" {
		create.SetCode(spec.Code)
	}
	if parent != nil {
		create.SetParentID(parent.ID).SetPath(parent.Path + "/" + spec.Name)
	}
	return create
}

func newSpan(tx *db.Tx, u *ent.Unit, from time.Time) *ent.UnitHistoryCreate {
	return tx.UnitHistory.Create().SetID(tx.NewID()).SetUnitID(u.ID).SetName(u.Name).SetKind(u.Kind).
		SetNillableParentID(u.ParentID).SetValidFrom(from)
}

// changeUnit writes a unit that was read and then changed in memory, its history, and the paths of all units below. The
// caller holds the tree, whose changes hold from a time.
func changeUnit(ctx context.Context, tx *db.Tx, at time.Time, before, after *ent.Unit) error {
	if err := tx.Unit.Update().Where(unit.ID(before.ID)).SetName(after.Name).SetKind(after.Kind).SetPath(after.Path).
		SetNillableParentID(after.ParentID).Exec(ctx); err != nil {
		return err
	}
	if err := turnHistory(ctx, tx, at, after); err != nil {
		return err
	}
	if after.Path != before.Path {
		if err := repath(ctx, tx, after.ID); err != nil {
			return err
		}
	}
	tx.Audit(db.Audit{Action: "directory.unit.manage", Object: name.Of("units", after.ID),
		Before: unitRecord(before), After: unitRecord(after)})
	tx.Emit(db.Event{Type: "haolinju.directory.unit.changed.v1", Subject: name.Of("units", after.ID),
		Units: []uuid.UUID{after.ID}, Data: unitRecord(after)})
	return nil
}

// turnHistory ends the open span of a unit and begins the next. Two changes at one instant leave an empty span between them.
func turnHistory(ctx context.Context, tx *db.Tx, at time.Time, u *ent.Unit) error {
	if err := tx.UnitHistory.Update().Where(unithistory.UnitID(u.ID), unithistory.ValidToIsNil()).SetValidTo(at).Exec(ctx); err != nil {
		return err
	}
	return newSpan(tx, u, at).Exec(ctx)
}

// repath rewrites the path of every unit below one.
func repath(ctx context.Context, tx *db.Tx, top uuid.UUID) error {
	_, err := tx.Exec(ctx, `with recursive below (id, path) as (
			select id, path from unit where tenant_id = $1 and id = $2
			union all
			select u.id, below.path || '/' || u.name from unit u join below on u.parent_id = below.id where u.tenant_id = $1)
		update unit set path = below.path, update_time = $3, version = version + 1
		from below where unit.tenant_id = $1 and unit.id = below.id and unit.id <> $2`,
		tx.Tenant(), top, tx.Now())
	return err
}

// unitRecord is what audit rows and events tell of a unit.
func unitRecord(u *ent.Unit) map[string]any {
	return map[string]any{"name": u.Name, "kind": u.Kind, "code": wire.Plain(u.Code), "parent": name.OrEmpty("units", u.ParentID)}
}

// unitExists is nil for a unit of the district, else the answer for an unknown one.
func unitExists(ctx context.Context, tx *db.Tx, field string, id uuid.UUID) error {
	exists, err := tx.Unit.Query().Where(unit.ID(id)).Exist(ctx)
	if err == nil && !exists {
		return name.Unknown(field, "units", id)
	}
	return err
}
