package catalogue

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// GetCategory returns one category.
func (s *Service) GetCategory(ctx context.Context, req *directoryv1.GetCategoryRequest) (*directoryv1.Category, error) {
	ids, err := name.Parse("categories/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Category, error) {
		c, err := tx.Category.Query().Where(standing(tx, revision.When(tx, req.GetAt())), category.ID(ids[0])).Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		return shown(ctx, tx, c, req.GetAt()), nil
	})
}
