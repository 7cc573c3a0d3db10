package catalogue

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/category"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// CancelCategoryRevision takes back a change that has not begun.
func (s *Service) CancelCategoryRevision(ctx context.Context, req *directoryv1.CancelCategoryRevisionRequest) (*directoryv1.CategoryRevision, error) {
	ids, err := name.Parse("categories/*/revisions/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.CategoryRevision, error) {
		c, err := holdCategory(ctx, tx, ids[0])
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		row, err := revision.Cancel(ctx, tx, revised(c.ID), ids[1])
		if err != nil {
			return nil, err
		}
		if err := tx.Category.Update().Where(category.ID(c.ID)).Exec(ctx); err != nil { // another etag
			return nil, err
		}
		told := map[string]any{"valid_from": row.ValidFrom, "fields": row.Fields}
		tx.Audit(db.Audit{Action: "directory.category.manage", Object: revision.Of(row).String(), Before: told})
		tx.Emit(db.Event{Type: "haolinju.directory.category.plan_cancelled.v1", Subject: revision.Of(row).String(), Data: told})
		return revisionToProto(row)
	})
}
