package notice

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Forget deletes the notices of the context's tenant whose time is over, with their deliveries.
func (s *Service) Forget(ctx context.Context) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		days, err := keepDays.At(ctx, tx, tx.Now())
		if err != nil {
			return struct{}{}, err
		}
		before := tx.Now().AddDate(0, 0, -days)
		if _, err := tx.Exec(ctx, `delete from delivery where tenant_id = $1 and notice_id in
			(select id from notice where tenant_id = $1 and create_time < $2)`, tx.Tenant(), before); err != nil {
			return struct{}{}, err
		}
		n, err := tx.Exec(ctx, `delete from notice where tenant_id = $1 and create_time < $2`, tx.Tenant(), before)
		tx.Audit(db.Audit{Action: "notice.notice.forget", Object: "notices", After: map[string]any{"deleted": n}})
		return struct{}{}, err
	})
	return err
}
