package booking

import (
	"context"

	bookingv1 "github.com/haolinju/haolinju/api/gen/haolinju/booking/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/softdelete"
)

// UndeleteResource takes a deleted resource into use again.
func (s *Service) UndeleteResource(ctx context.Context, req *bookingv1.UndeleteResourceRequest) (*bookingv1.Resource, error) {
	ids, err := name.Parse("resources/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.db, func(ctx context.Context, tx *db.Tx) (*bookingv1.Resource, error) {
		r, err := holdOwnResource(ctx, tx, ids[0])
		if err != nil {
			return nil, err
		}
		if r.DeleteTime == nil {
			return nil, softdelete.ErrNotDeleted
		}
		if err := etag.Check(req.GetEtag(), r.Version); err != nil {
			return nil, err
		}
		return storeDeletion(ctx, tx, r, softdelete.Unmark(tx.Resource.Update()), permitUndeleteResource, "undeleted")
	})
}
