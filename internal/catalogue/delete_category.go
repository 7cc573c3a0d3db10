package catalogue

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// DeleteCategory takes a category out of use; the issues filed under it stay as they are.
func (s *Service) DeleteCategory(ctx context.Context, req *directoryv1.DeleteCategoryRequest) (*directoryv1.Category, error) {
	ids, err := name.Parse("categories/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Category, error) {
		c, err := holdCategory(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if c.DeleteTime != nil {
			return nil, softdelete.ErrDeleted
		}
		if err := etag.Check(req.GetEtag(), c.Version); err != nil {
			return nil, err
		}
		// Whoever enters one below shares the row: none comes in between.
		below, err := tx.Category.Query().Where(category.ParentID(c.ID), softdelete.Kept[predicate.Category]()).Exist(ctx)
		if err != nil {
			return nil, err
		}
		if below {
			return nil, ErrCategoryNotEmpty
		}
		planned, err := revision.Planned(ctx, tx, revised(c.ID))
		switch {
		case err != nil:
			return nil, err
		case planned:
			return nil, ErrCategoryChangePlanned
		}
		change, err := softdelete.Mark(ctx, tx, tx.Category.Update())
		if err != nil {
			return nil, err
		}
		return storeCategory(ctx, tx, c, change, "deleted")
	})
}

// holdCategory is the category, deleted or not, held until the commit.
func holdCategory(ctx context.Context, tx *db.Tx, id uuid.UUID) (*ent.Category, error) {
	c, err := tx.Category.Query().Where(category.ID(id)).ForUpdate().Only(ctx)
	return c, name.NotFound(err, name.Of("categories", id))
}

// storeCategory writes what a verb of deletion changes and tells of it.
func storeCategory(ctx context.Context, tx *db.Tx, before *ent.Category, change *ent.CategoryUpdate, event string) (*directoryv1.Category, error) {
	if err := change.Where(category.ID(before.ID)).Exec(ctx); err != nil {
		return nil, err
	}
	after, err := tx.Category.Query().Where(category.ID(before.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := revision.Set(ctx, tx, revision.Change{Record: revised(after.ID),
		Fields: map[string]any{category.FieldDeleteTime: after.DeleteTime, category.FieldPurgeTime: after.PurgeTime}}); err != nil {
		return nil, err
	}
	recordCategory(tx, event, categoryRecord(before), after)
	return categoryToProto(after), nil
}
