package hotline

import (
	"context"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/hotlineresult"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/sending"
)

// RetryHotlineResult tries a result once more, now, and then as often as a new one.
func (s *Service) RetryHotlineResult(ctx context.Context, req *intakev1.RetryHotlineResultRequest) (*intakev1.HotlineResult, error) {
	ids, err := name.Parse("hotlineResults/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*intakev1.HotlineResult, error) {
		row, err := tx.HotlineResult.Query().Where(hotlineresult.ID(ids[0])).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), row.Version); err != nil {
			return nil, err
		}
		if row, err = move(ctx, tx, row, sending.Retry, func(u *ent.HotlineResultUpdate) { u.SetNextTryTime(tx.Now()).SetTries(0) }); err != nil {
			return nil, err
		}
		return toResult(row), s.queue.Ask(ctx, tx, workerName, row.ID, rank)
	})
}
