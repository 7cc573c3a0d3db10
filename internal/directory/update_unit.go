package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/unit"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// UpdateUnit changes name, kind or parent of a unit and turns its history.
func (s *Service) UpdateUnit(ctx context.Context, req *directoryv1.UpdateUnitRequest) (*directoryv1.Unit, error) {
	ids, err := name.ParseField("unit.name", "units/*", req.GetUnit().GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Unit, error) {
		at, err := lockTree(ctx, tx)
		if err != nil {
			return nil, err
		}
		before, err := tx.Unit.Query().Where(unit.ID(ids[0])).ForUpdate().Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetUnit().GetName())
		}
		if !access.ReachOf(ctx).Covers(before.ID) {
			return nil, fault.ErrDenied
		}
		if err := etag.Check(req.GetUnit().GetEtag(), before.Version); err != nil {
			return nil, err
		}
		after, err := changed(ctx, tx, before, req.GetUnit(), req.GetUpdateMask().GetPaths())
		if err != nil {
			return nil, err
		}
		if after.Name == before.Name && after.Kind == before.Kind && wire.Plain(after.ParentID) == wire.Plain(before.ParentID) {
			tx.Audit(db.Audit{Action: "directory.unit.manage", Object: name.Of("units", before.ID)})
			return unitToProto(before), nil
		}
		if err := changeUnit(ctx, tx, at, before, after); err != nil {
			return nil, err
		}
		u, err := tx.Unit.Query().Where(unit.ID(before.ID)).Only(ctx)
		if err != nil {
			return nil, err
		}
		return unitToProto(u), nil
	})
}

// changed is the unit as it will be, after every rule of the tree.
func changed(ctx context.Context, tx *db.Tx, before *ent.Unit, given *directoryv1.Unit, paths []string) (*ent.Unit, error) {
	after := *before
	if slices.Contains(paths, "display_name") {
		if after.Name = given.GetDisplayName(); after.Name == "" {
			return nil, fault.ErrInvalid.OnField("unit.display_name", "不能为空", "must not be empty")
		}
	}
	if slices.Contains(paths, "kind") {
		if given.GetKind() == directoryv1.Unit_KIND_UNSPECIFIED {
			return nil, fault.ErrInvalid.OnField("unit.kind", "不能为空", "must be given")
		}
		after.Kind = wire.Word(given.GetKind())
	}
	if slices.Contains(paths, "parent") {
		to, err := name.ParseField("unit.parent", "units/*", given.GetParent())
		if err != nil {
			return nil, err
		}
		after.ParentID = &to[0]
	}
	return &after, settle(ctx, tx, before, &after)
}

// settle checks that a changed unit may stand where it is to stand, with its code and the units below it, and gives it
// its path. The caller holds the tree.
func settle(ctx context.Context, tx *db.Tx, before, after *ent.Unit) error {
	kind := unitKind(after.Kind)
	if before.ParentID == nil {
		if after.ParentID != nil || after.Kind != before.Kind {
			return ErrUnitParent.OnField("unit", "区本身只能更名", "the district itself can only be renamed")
		}
		after.Path = after.Name
		return nil
	}
	parent, err := moveTo(ctx, tx, before, *after.ParentID)
	if err != nil {
		return err
	}
	if !standsBelow(kind, unitKind(parent.Kind)) {
		return ErrUnitParent.On("unit.parent")
	}
	if !codeFits(kind, wire.Plain(after.Code)) {
		return ErrUnitCodeInvalid.On("unit.kind")
	}
	after.Path = parent.Path + "/" + after.Name
	if after.Kind == before.Kind {
		return nil
	}
	kinds, err := tx.Unit.Query().Where(unit.ParentID(after.ID)).Unique(true).Select(unit.FieldKind).Strings(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(kinds, func(below string) bool { return !standsBelow(unitKind(below), kind) }) {
		return ErrUnitKind.On("unit.kind")
	}
	return nil
}

// moveTo finds the unit to stand below, which the caller must manage when it is a new one and which must not itself
// stand below the unit that moves.
func moveTo(ctx context.Context, tx *db.Tx, moving *ent.Unit, to uuid.UUID) (*ent.Unit, error) {
	parent, err := tx.Unit.Query().Where(unit.ID(to)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return nil, name.Unknown("unit.parent", "units", to)
	case err != nil:
		return nil, err
	case to == *moving.ParentID:
		return parent, nil
	case !access.ReachOf(ctx).Covers(to):
		return nil, fault.ErrDenied
	}
	for up := parent; ; {
		if up.ID == moving.ID {
			return nil, ErrUnitParent.On("unit.parent")
		}
		if up.ParentID == nil {
			return parent, nil
		}
		if up, err = tx.Unit.Query().Where(unit.ID(*up.ParentID)).Only(ctx); err != nil {
			return nil, err
		}
	}
}
