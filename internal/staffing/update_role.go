package staffing

import (
	"context"
	"slices"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// UpdateRole changes what a role is called or allows.
func (s *Service) UpdateRole(ctx context.Context, req *directoryv1.UpdateRoleRequest) (*directoryv1.Role, error) {
	given := req.GetRole()
	ids, err := name.ParseField("role.name", "roles/*", given.GetName())
	if err != nil {
		return nil, err
	}
	paths := req.GetUpdateMask().GetPaths()
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Role, error) {
		before, err := findRole(ctx, tx.Role.Query().ForUpdate(), ids[0])
		if err != nil {
			return nil, err
		}
		if err := etag.Check(given.GetEtag(), before.Version); err != nil {
			return nil, err
		}
		change, permissions := tx.Role.Update().SetEdited(true), before.Permissions
		if slices.Contains(paths, "display_name") {
			change.SetName(given.GetDisplayName())
		}
		if slices.Contains(paths, "grants") {
			if permissions, err = granted(ctx, tx, given.GetGrants()); err != nil {
				return nil, err
			}
		}
		if err := changeRole(ctx, tx, before, change, permissions); err != nil {
			return nil, err
		}
		after, err := findRole(ctx, tx.Role.Query(), before.ID)
		if err != nil {
			return nil, err
		}
		recordRole(tx, "changed", before, after)
		return roleToProto(after), nil
	})
}
