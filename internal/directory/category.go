package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CategorySpec is a category to be entered.
type CategorySpec struct {
	ID     uuid.UUID // made by the server when Nil
	Code   string
	Name   string
	Parent uuid.UUID // Nil at the top
	Tier   directoryv1.Category_Tier
}

// AddCategory enters a category, open to new matters.
func AddCategory(ctx context.Context, tx *db.Tx, spec CategorySpec) (*ent.Category, error) {
	if spec.ID == uuid.Nil {
		spec.ID = tx.NewID()
	}
	create := tx.Category.Create().SetID(spec.ID).SetCode(spec.Code).SetName(spec.Name).SetActive(true).SetTier(stored(spec.Tier))
	if spec.Parent != uuid.Nil {
		if exists, err := tx.Category.Query().Where(category.ID(spec.Parent)).Exist(ctx); err != nil {
			return nil, err
		} else if !exists {
			return nil, unknown("category.parent", "categories", spec.Parent)
		}
		create.SetParentID(spec.Parent)
	}
	c, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	tx.AccessChanged() // what is limited to the one above reaches it
	told := map[string]any{"code": c.Code, "parent": nameOrEmpty("categories", c.ParentID), "tier": c.Tier}
	tx.Audit(db.Audit{Action: "directory.category.manage", Object: name.Of("categories", c.ID), After: told})
	tx.Emit(db.Event{Type: "haolinju.directory.category.created.v1", Subject: name.Of("categories", c.ID), Data: told})
	return c, nil
}
