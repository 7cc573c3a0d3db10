package directory

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListCategories returns a page of categories, newest first.
func (s *Service) ListCategories(ctx context.Context, req *directoryv1.ListCategoriesRequest) (*directoryv1.ListCategoriesResponse, error) {
	cursor, err := s.Pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	parent, err := parseOptional("parent", "categories/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListCategoriesResponse, error) {
		q := tx.Category.Query().Where(page.BehindNewest[predicate.Category](cursor)).Order(page.Newest).Limit(page.Limit(req))
		if parent != uuid.Nil {
			q.Where(category.ParentID(parent))
		}
		if req.Active != nil {
			q.Where(category.Active(req.GetActive()))
		}
		rows, err := q.All(ctx)
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListCategoriesResponse{}
		rows, answer.NextPageToken = page.Cut(ctx, s.Pages, req, rows, func(c *ent.Category) page.Cursor {
			return page.Cursor{Time: c.CreateTime, ID: c.ID}
		})
		for _, c := range rows {
			answer.Categories = append(answer.Categories, categoryToProto(c))
		}
		return answer, nil
	})
}
