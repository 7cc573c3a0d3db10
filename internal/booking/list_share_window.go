// The name of this file stays in the singular: Go builds a file named …_windows.go for Windows only.

package booking

import (
	"context"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/predicate"
	"github.com/haolinju/haolinju/ent/sharewindow"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// ListShareWindows lists the share windows of a resource that exists for the caller.
func (s *Service) ListShareWindows(ctx context.Context, req *bookingv1.ListShareWindowsRequest) (*bookingv1.ListShareWindowsResponse, error) {
	ids, err := name.ParseField("parent", "resources/*", req.GetParent())
	if err != nil {
		return nil, err
	}
	after, err := s.pages.Start(ctx, req)
	if err != nil {
		return nil, err
	}
	where := []predicate.ShareWindow{sharewindow.ResourceID(ids[0]), page.BehindNewest[predicate.ShareWindow](after)}
	return db.Read(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.ListShareWindowsResponse, error) {
		if _, err := findResource(ctx, tx, ids[0]); err != nil {
			return nil, err
		}
		rows, err := tx.ShareWindow.Query().Where(where...).
			Order(page.Newest).Limit(page.Limit(req)).All(ctx)
		if err != nil {
			return nil, err
		}
		rows, next := page.Cut(ctx, s.pages, req, rows, func(w *ent.ShareWindow) page.Cursor { return page.Cursor{Time: w.CreateTime, ID: w.ID} })
		res := &bookingv1.ListShareWindowsResponse{NextPageToken: next}
		for _, w := range rows {
			res.ShareWindows = append(res.ShareWindows, toShareWindow(w))
		}
		return res, nil
	})
}
