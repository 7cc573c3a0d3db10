package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// CancelRoleRevision takes back a change that has not begun.
func (s *Service) CancelRoleRevision(ctx context.Context, req *directoryv1.CancelRoleRevisionRequest) (*directoryv1.RoleRevision, error) {
	ids, err := name.Parse("roles/*/revisions/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.RoleRevision, error) {
		r, err := tx.Role.Query().Where(role.ID(ids[0])).ForUpdate().Only(ctx)
		if err != nil {
			return nil, name.NotFound(err, req.GetName())
		}
		row, err := revision.Cancel(ctx, tx, revised(r.ID), ids[1])
		if err != nil {
			return nil, err
		}
		if err := tx.Role.Update().Where(role.ID(r.ID)).Exec(ctx); err != nil { // another etag
			return nil, err
		}
		told := map[string]any{"valid_from": row.ValidFrom, "fields": row.Fields}
		tx.Audit(db.Audit{Action: "directory.role.manage", Object: revision.Of(row).String(), Before: told})
		tx.Emit(db.Event{Type: "haolinju.directory.role.plan_cancelled.v1", Subject: revision.Of(row).String(), Data: told})
		return revisionToProto(row)
	})
}
