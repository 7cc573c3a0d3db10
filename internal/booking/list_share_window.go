// The name of this file stays in the singular: Go builds a file named …_windows.go for Windows only.

package booking

import (
	"context"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/sharewindow"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// windowList is what share windows can be filtered and ordered by.
var windowList = page.NewList[*bookingv1.ListShareWindowsRequest, *ent.ShareWindow]("create_time desc", filter.Columns{
	"create_time": filter.Time(sharewindow.FieldCreateTime),
	"update_time": filter.Time(sharewindow.FieldUpdateTime),
})

// ListShareWindows lists the share windows of a resource that exists for the caller.
func (s *Service) ListShareWindows(ctx context.Context, req *bookingv1.ListShareWindowsRequest) (*bookingv1.ListShareWindowsResponse, error) {
	ids, err := name.ParseField("parent", "resources/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	asked, err := windowList.Parse(ctx, s.pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ListShareWindowsResponse, error) {
		if _, err := findResource(ctx, tx, ids[0]); err != nil {
			return nil, err
		}
		found, err := page.Read(ctx, asked, tx.ShareWindow.Query().Where(sharewindow.ResourceID(ids[0])))
		if err != nil {
			return nil, err
		}
		res := &bookingv1.ListShareWindowsResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, w := range found.Rows {
			res.ShareWindows = append(res.ShareWindows, toShareWindow(w))
		}
		return res, nil
	})
}
