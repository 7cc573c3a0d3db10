package catalogue

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/category"
	entrevision "github.com/haolinju/haolinju/ent/revision"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// revisionList is what the revisions of a category can be filtered and ordered by.
var revisionList = page.NewList[*directoryv1.ListCategoryRevisionsRequest, *ent.Revision](revision.Order, revision.Columns)

// ListCategoryRevisions returns a page of the revisions of a category, the latest first.
func (s *Service) ListCategoryRevisions(ctx context.Context, req *directoryv1.ListCategoryRevisionsRequest) (*directoryv1.ListCategoryRevisionsResponse, error) {
	ids, err := name.ParseField("parent", "categories/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := revisionList.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.ListCategoryRevisionsResponse, error) {
		if _, err := tx.Category.Query().Where(category.ID(ids[0])).OnlyID(ctx); err != nil {
			return nil, name.NotFound(err, req.GetParent())
		}
		found, err := page.Read(ctx, asked, tx.Revision.Query().Where(entrevision.RecordID(ids[0])))
		if err != nil {
			return nil, err
		}
		answer := &directoryv1.ListCategoryRevisionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			shown, err := revisionToProto(row)
			if err != nil {
				return nil, err
			}
			answer.Revisions = append(answer.Revisions, shown)
		}
		return answer, nil
	})
}
