package banner

import (
	"context"

	"google.golang.org/protobuf/types/known/emptypb"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/banner"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// DeleteBanner takes a banner away.
func (s *Service) DeleteBanner(ctx context.Context, req *noticev1.DeleteBannerRequest) (*emptypb.Empty, error) {
	ids, err := name.Parse("banners/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		row, err := tx.Banner.Query().Where(banner.ID(ids[0])).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if _, err := tx.Banner.Delete().Where(banner.ID(row.ID)).Exec(tx.Later(ctx, nil)); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitManage, Object: req.GetName(), Before: map[string]any{"audience": row.Audience, "end_time": row.EndTime}})
		return &emptypb.Empty{}, nil
	})
}
