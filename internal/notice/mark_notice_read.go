package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/notice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// MarkNoticeRead says that the caller has read a notice.
func (s *Service) MarkNoticeRead(ctx context.Context, req *noticev1.MarkNoticeReadRequest) (*noticev1.Notice, error) {
	ids, err := name.Parse("notices/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.Notice, error) {
		n, err := tx.Notice.Query().Where(notice.ID(ids[0]), notice.PersonIDIn(access.From(ctx).Persons()...)).ForUpdate().Only(ctx)
		if ent.IsNotFound(err) {
			return nil, fault.ErrNotFound.With("name", req.GetName())
		}
		if err != nil {
			return nil, err
		}
		if err := etag.Check(req.GetEtag(), n.Version); err != nil {
			return nil, err
		}
		before := n.ReadTime
		if before == nil {
			if err := tx.Notice.Update().Where(notice.ID(n.ID)).SetReadTime(tx.Now()).Exec(ctx); err != nil {
				return nil, err
			}
			if n, err = tx.Notice.Query().Where(notice.ID(n.ID)).Only(ctx); err != nil {
				return nil, err
			}
		}
		tx.Audit(db.Audit{Action: permitMark, Object: name.Of("notices", n.ID),
			Before: map[string]any{"read_time": before}, After: map[string]any{"read_time": n.ReadTime}})
		return s.shown(ctx, tx, n)
	})
}
