package catalogue

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/batch"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// CreateCategory enters a category.
func (s *Service) CreateCategory(ctx context.Context, req *directoryv1.CreateCategoryRequest) (*directoryv1.Category, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Category, error) {
		return createCategory(ctx, tx, req)
	})
}

// BatchCreateCategories enters several categories, those below others behind them.
func (s *Service) BatchCreateCategories(ctx context.Context, req *directoryv1.BatchCreateCategoriesRequest) (*directoryv1.BatchCreateCategoriesResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.BatchCreateCategoriesResponse, error) {
		categories, err := batch.Change(ctx, tx, req.GetRequests(), createCategory)
		return &directoryv1.BatchCreateCategoriesResponse{Categories: categories}, err
	})
}

func createCategory(ctx context.Context, tx *db.Tx, req *directoryv1.CreateCategoryRequest) (*directoryv1.Category, error) {
	given := req.GetCategory()
	if err := complete(given, "code", "display_name", "tier"); err != nil {
		return nil, err
	}
	parent, err := name.ParseOptional("category.parent", "categories/*", given.GetParent())
	if err != nil {
		return nil, err
	}
	terms, err := termsOf(given)
	if err != nil {
		return nil, err
	}
	id, err := tx.IDOr(req.GetCategoryId())
	if err != nil {
		return nil, err
	}
	c, err := AddCategory(ctx, tx, CategorySpec{ID: id, Code: given.GetCode(), Name: given.GetDisplayName(),
		Parent: parent, Tier: given.GetTier(), Terms: terms})
	if err != nil {
		return nil, err
	}
	return categoryToProto(c), nil
}
