package catalogue

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// categoryList is what categories can be filtered and ordered by.
var categoryList = page.NewList[*directoryv1.ListCategoriesRequest, *ent.Category]("create_time desc", filter.Columns{
	"active":       filter.Bool(category.FieldActive),
	"code":         filter.Text(category.FieldCode),
	"create_time":  filter.Time(category.FieldCreateTime),
	"delete_time":  filter.Time(category.FieldDeleteTime),
	"display_name": filter.Text(category.FieldName),
	"parent":       filter.Ref(category.FieldParentID, "categories/*"),
	"purge_time":   filter.Time(category.FieldPurgeTime),
	"tier":         filter.Enum[directoryv1.Category_Tier](category.FieldTier),
	"update_time":  filter.Time(category.FieldUpdateTime),
})

// ListCategories returns a page of categories, newest first.
func (s *Service) ListCategories(ctx context.Context, req *directoryv1.ListCategoriesRequest) (*directoryv1.ListCategoriesResponse, error) {
	asked, err := categoryList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	parent, err := name.ParseOptional("parent", "categories/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListCategoriesResponse, error) {
		q := tx.Category.Query().Where(standing(tx, revision.When(tx, req.GetAt())))
		if parent != uuid.Nil {
			q.Where(category.ParentID(parent))
		}
		if req.Active != nil {
			q.Where(category.Active(req.GetActive()))
		}
		if !req.GetShowDeleted() {
			q.Where(softdelete.Kept[predicate.Category]())
		}
		found, err := page.Read(ctx, asked, q)
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListCategoriesResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, c := range found.Rows {
			answer.Categories = append(answer.Categories, shown(ctx, tx, c, req.GetAt()))
		}
		return answer, nil
	})
}
