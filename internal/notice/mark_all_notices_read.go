package notice

import (
	"context"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/ent/notice"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// MarkAllNoticesRead says that the caller has read all his notices.
func (s *Service) MarkAllNoticesRead(ctx context.Context, _ *noticev1.MarkAllNoticesReadRequest) (*noticev1.MarkAllNoticesReadResponse, error) {
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*noticev1.MarkAllNoticesReadResponse, error) {
		n, err := tx.Notice.Update().Where(notice.PersonIDIn(access.From(ctx).Persons()...), notice.ReadTimeIsNil()).SetReadTime(tx.Now()).Save(ctx)
		if err != nil {
			return nil, err
		}
		tx.Audit(db.Audit{Action: permitMark, Object: "notices", After: map[string]any{"read_time": tx.Now(), "notices": n}})
		return &noticev1.MarkAllNoticesReadResponse{MarkedCount: int32(n)}, nil
	})
}
