package banner

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/banner"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/filter"
	"github.com/haolinju/haolinju/internal/platform/page"
)

// list is what banners can be filtered and ordered by.
var list = page.NewList[*noticev1.ListBannersRequest, *ent.Banner]("create_time desc", filter.Columns{
	"audience":    filter.Enum[noticev1.Banner_Audience](banner.FieldAudience),
	"create_time": filter.Time(banner.FieldCreateTime),
	"end_time":    filter.Time(banner.FieldEndTime),
	"start_time":  filter.Time(banner.FieldStartTime),
})

// ListBanners lists all banners, newest first.
func (s *Service) ListBanners(ctx context.Context, req *noticev1.ListBannersRequest) (*noticev1.ListBannersResponse, error) {
	asked, err := list.Parse(ctx, s.Pages, req)
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.ListBannersResponse, error) {
		found, err := page.Read(ctx, asked, tx.Banner.Query())
		if err != nil {
			return nil, err
		}
		res := &noticev1.ListBannersResponse{NextPageToken: found.Next, TotalSize: found.Total}
		for _, row := range found.Rows {
			res.Banners = append(res.Banners, toProto(row))
		}
		return res, nil
	})
}
