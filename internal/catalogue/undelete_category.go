package catalogue

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// UndeleteCategory takes a deleted category into use again.
func (s *Service) UndeleteCategory(ctx context.Context, req *directoryv1.UndeleteCategoryRequest) (*directoryv1.Category, error) {
	ids, err := name.Parse("categories/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Category, error) {
		c, err := holdCategory(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if c.DeleteTime == nil {
			return nil, softdelete.ErrNotDeleted
		}
		if err := etag.Check(req.GetEtag(), c.Version); err != nil {
			return nil, err
		}
		if c.ParentID != nil {
			if err := holdParent(ctx, tx, *c.ParentID); err != nil {
				return nil, err
			}
		}
		return storeCategory(ctx, tx, c, softdelete.Unmark(tx.Category.Update()), "undeleted")
	})
}
