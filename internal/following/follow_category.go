package following

import (
	"context"

	"github.com/google/uuid"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// FollowCategory has the caller told of the new issues of a category and of those below it.
func (s *Service) FollowCategory(ctx context.Context, req *intakev1.FollowCategoryRequest) (*intakev1.Following, error) {
	return s.follow(ctx, "categories", req.GetName(), func(ctx context.Context, tx *db.Tx, id uuid.UUID, create *ent.FollowingCreate) error {
		create.SetCategoryID(id)
		_, err := tx.Category.Query().Where(category.ID(id), category.DeleteTimeIsNil()).OnlyID(ctx)
		return name.NotFound(err, req.GetName())
	})
}
