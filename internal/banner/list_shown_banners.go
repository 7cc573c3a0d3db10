package banner

import (
	"context"

	"github.com/google/uuid"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/banner"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/tree"
)

// most is how many banners are shown at once, as the contract says.
const most = 20

// ListShownBanners lists what is to be shown to the caller now, the latest first.
func (s *Service) ListShownBanners(ctx context.Context, _ *noticev1.ListShownBannersRequest) (*noticev1.ListShownBannersResponse, error) {
	caller := access.From(ctx)
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.ListShownBannersResponse, error) {
		var rows []*ent.Banner
		var above map[uuid.UUID][]uuid.UUID
		err := db.Together(ctx,
			func(ctx context.Context) (err error) {
				rows, err = tx.Banner.Query().Where(banner.StartTimeLTE(tx.Now()), banner.EndTimeGT(tx.Now())).
					Order(ent.Desc(banner.FieldStartTime, banner.FieldID)).All(ctx)
				return err
			},
			func(ctx context.Context) (err error) {
				above, err = waysUp(ctx, tx, caller)
				return err
			})
		if err != nil {
			return nil, err
		}
		res := &noticev1.ListShownBannersResponse{}
		for _, row := range rows {
			if len(res.Banners) < most && shownTo(row, caller, above) {
				res.Banners = append(res.Banners, toProto(row))
			}
		}
		return res, nil
	})
}

// waysUp are the units above each unit in which the caller holds a role, and itself.
func waysUp(ctx context.Context, tx *db.Tx, caller access.Principal) (map[uuid.UUID][]uuid.UUID, error) {
	var held []uuid.UUID
	for _, h := range caller.Held {
		held = append(held, h.Unit)
	}
	if len(held) == 0 {
		return nil, nil
	}
	return tree.Above(ctx, tx, tree.Units, held)
}
