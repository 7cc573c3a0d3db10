package catalogue

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// CategorySpec is a category to be entered.
type CategorySpec struct {
	ID     uuid.UUID // made by the server when Nil
	Code   string
	Name   string
	Parent uuid.UUID // Nil at the top
	Tier   directoryv1.Category_Tier
	Terms
}

// Terms are what is asked of, told to and expected from who files under a category.
type Terms struct {
	Questions  []schema.Question
	Notice     *schema.CategoryNotice
	ClosedText string
	NamedOnly  bool
	Private    bool
}

// AddCategory enters a category, open to new matters.
func AddCategory(ctx context.Context, tx *db.Tx, spec CategorySpec) (*ent.Category, error) {
	if spec.ID == uuid.Nil {
		spec.ID = tx.NewID()
	}
	if spec.Parent != uuid.Nil {
		if err := holdParent(ctx, tx, spec.Parent); err != nil {
			return nil, err
		}
	}
	says := state{Name: spec.Name, Active: true, Tier: wire.Word(spec.Tier), Questions: spec.Questions, Notice: spec.Notice, ClosedText: spec.ClosedText,
		NamedOnly: spec.NamedOnly, Private: spec.Private}
	if says.Questions == nil {
		says.Questions = []schema.Question{}
	}
	if spec.Parent != uuid.Nil {
		says.Parent = &spec.Parent
	}
	create := tx.Category.Create().SetID(spec.ID).SetCode(spec.Code)
	says.onto(create.Mutation())
	c, err := create.Save(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := revision.Set(ctx, tx, revision.Change{Record: revised(c.ID), Fields: says.fields()}); err != nil {
		return nil, err
	}
	tx.AccessChanged() // what is limited to the one above reaches it
	recordCategory(tx, "created", nil, c)
	return c, nil
}

// holdParent is nil for a category in use, shared until the commit with all who put others below it.
func holdParent(ctx context.Context, tx *db.Tx, id uuid.UUID) error {
	parent, err := tx.Category.Query().Where(category.ID(id)).ForShare().Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return name.Unknown("category.parent", "categories", id)
	case err != nil:
		return err
	case parent.DeleteTime != nil:
		return ErrCategoryParentDeleted.On("category.parent")
	}
	return nil
}

func categoryRecord(c *ent.Category) map[string]any {
	told := map[string]any{"code": c.Code, "parent": name.OrEmpty("categories", c.ParentID), "tier": c.Tier, "active": c.Active,
		"questions": codesOf(c.Questions), "notice": c.Notice != nil, "named_only": c.NamedOnly, "private": c.Private}
	if c.DeleteTime != nil {
		told["delete_time"] = *c.DeleteTime
	}
	return told
}

// recordCategory tells what became of a category that was as before.
func recordCategory(tx *db.Tx, event string, before map[string]any, c *ent.Category) {
	told := categoryRecord(c)
	tx.Audit(db.Audit{Action: "directory.category.manage", Object: name.Of("categories", c.ID), Before: before, After: told})
	tx.Emit(db.Event{Type: "haolinju.directory.category." + event + ".v1", Subject: name.Of("categories", c.ID), Data: told})
}
