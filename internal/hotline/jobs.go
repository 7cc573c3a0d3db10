package hotline

import (
	"context"

	"github.com/haolinju/haolinju/internal/platform/db"
)

// Forget lets go of the files of the context's district whose time is over; what came of them stays.
func (s *Service) Forget(ctx context.Context) error {
	_, err := db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (struct{}, error) {
		n, err := tx.Exec(ctx, `delete from import_file where tenant_id = $1 and id in
			(select id from issue_import where tenant_id = $1 and size_bytes > 0 and upload_until <= $2)`, tx.Tenant(), tx.Now())
		if err != nil {
			return struct{}{}, err
		}
		if n == 0 {
			return struct{}{}, db.ErrNothing
		}
		_, err = tx.Exec(ctx, `update issue_import set size_bytes = 0, version = version + 1, update_time = $2
			where tenant_id = $1 and size_bytes > 0 and upload_until <= $2`, tx.Tenant(), tx.Now())
		tx.Audit(db.Audit{Action: "intake.issue_import.forget", Object: "issueImports", After: map[string]any{"files": n}})
		return struct{}{}, err
	})
	return err
}
