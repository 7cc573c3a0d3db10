package extension

import (
	"context"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/extension"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what extensions can be filtered and ordered by.
var list = page.NewList[*dispatchv1.ListExtensionsRequest, *ent.Extension]("create_time", filter.Columns{
	"create_time": filter.Time(extension.FieldCreateTime),
	"decide_time": filter.Time(extension.FieldDecideTime),
	"state":       filter.Enum[dispatchv1.Extension_State](extension.FieldState),
})

// ListExtensions lists the ledger of one duty, oldest first.
func (s *Service) ListExtensions(ctx context.Context, req *dispatchv1.ListExtensionsRequest) (*dispatchv1.ListExtensionsResponse, error) {
	ids, err := name.ParseField("parent", "dispatches/*/assignments/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*dispatchv1.ListExtensionsResponse, error) {
		if _, err := s.Dispatches.ShowAssignment(ctx, tx, ids[0], ids[1]); err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.Extension.Query().Where(extension.AssignmentID(ids[1])))
		if err != nil {
			return nil, err
		}
		res := &dispatchv1.ListExtensionsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Extensions = append(res.Extensions, toProto(row))
		}
		return res, nil
	})
}
