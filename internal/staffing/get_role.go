package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
)

// GetRole returns one role.
func (s *Service) GetRole(ctx context.Context, req *directoryv1.GetRoleRequest) (*directoryv1.Role, error) {
	ids, err := name.Parse("roles/*", req.GetName())
	if err != nil {
		return nil, err
	}
	return db.Read(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Role, error) {
		r, err := findRole(ctx, tx.Role.Query().Where(standing(tx, revision.When(tx, req.GetAt()))), ids[0])
		if err != nil {
			return nil, err
		}
		return shown(r, req.GetAt()), nil
	})
}
