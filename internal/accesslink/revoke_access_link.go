package accesslink

import (
	"context"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/emptypb"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
)

// RevokeAccessLink ends the link of an issue.
func (s *Service) RevokeAccessLink(ctx context.Context, req *intakev1.RevokeAccessLinkRequest) (*emptypb.Empty, error) {
	return link(ctx, s, req.GetName(), func(ctx context.Context, tx *db.Tx, id uuid.UUID, _ bool) (*emptypb.Empty, error) {
		n, err := tx.Exec(ctx, "delete from access_link where tenant_id = $1 and issue_id = $2 and expire_time > $3", tx.Tenant(), id, tx.Now())
		if err == nil && n == 0 {
			err = ErrNoLink
		}
		tx.Audit(db.Audit{Action: permitLink, Object: req.GetName(), After: map[string]any{"revoke_time": tx.Now()}})
		return &emptypb.Empty{}, err
	})
}
