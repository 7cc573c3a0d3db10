package savedfilter

import (
	"context"
	"slices"

	"google.golang.org/protobuf/types/known/emptypb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/savedfilter"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// DeleteSavedFilter deletes a filter of the caller's own.
func (s *Service) DeleteSavedFilter(ctx context.Context, req *intakev1.DeleteSavedFilterRequest) (*emptypb.Empty, error) {
	ids, err := name.Parse("savedFilters/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*emptypb.Empty, error) {
		row, err := tx.SavedFilter.Query().Where(savedfilter.ID(ids[0])).ForUpdate().Only(ctx)
		if err != nil && !ent.IsNotFound(err) {
			return nil, err
		}
		switch own := err == nil && access.From(ctx).Is(row.OwnerID); {
		case own:
		case err == nil && row.UnitID != nil && slices.Contains(workplaces(ctx), *row.UnitID):
			return nil, fault.ErrDenied.With("permission", permitManage)
		default:
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if _, err := tx.SavedFilter.Delete().Where(savedfilter.ID(row.ID)).Exec(tx.Later(ctx, nil)); err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitManage, Object: req.GetName(), Before: map[string]any{"unit": row.UnitID}})
		return &emptypb.Empty{}, nil
	})
}
