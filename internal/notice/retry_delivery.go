package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/delivery"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

// RetryDelivery tries a delivery once more, now.
func (s *Service) RetryDelivery(ctx context.Context, req *noticev1.RetryDeliveryRequest) (*noticev1.Delivery, error) {
	ids, err := name.Parse("deliveries/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.Delivery, error) {
		d, err := tx.Delivery.Query().Where(delivery.ID(ids[0])).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), d.Version); err != nil {
			return nil, err
		}
		if d, err = move(ctx, tx, d, sending.Retry, func(u *ent.DeliveryUpdate) { u.SetNextTryTime(tx.Now()) }); err != nil {
			return nil, err
		}
		return toDelivery(d), s.queue.Ask(ctx, tx, workerName, d.ID, rank)
	})
}
