package accesslink

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Forget deletes the access links of the context's district whose time is over.
func (s *Service) Forget(ctx context.Context) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		n, err := tx.Exec(ctx, "delete from access_link where tenant_id = $1 and expire_time <= $2", tx.Tenant(), tx.Now())
		if err == nil && n == 0 {
			err = db.ErrNothing
		}
		tx.Audit(db.Audit{Action: "accesslink.forget", Object: "accessLinks", After: map[string]any{"deleted": n}})
		return struct{}{}, err
	})
	return err
}
