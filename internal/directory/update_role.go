package directory

import (
	"context"
	"slices"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
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
	for _, path := range paths {
		if !slices.Contains([]string{"display_name", "grants", "name", "etag"}, path) {
			return nil, fault.ErrInvalid.OnField("update_mask", "不可修改："+path, "cannot be changed: "+path)
		}
	}
	changes := func(path string, filled bool) bool { return slices.Contains(paths, path) || len(paths) == 0 && filled }
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Role, error) {
		before, err := findRole(ctx, tx.Role.Query().ForUpdate(), ids[0])
		if err != nil {
			return nil, err
		}
		if err := etag.Check(given.GetEtag(), before.Version); err != nil {
			return nil, err
		}
		change, permissions := tx.Role.Update().SetEdited(true), before.Permissions
		if changes("display_name", given.GetDisplayName() != "") {
			change.SetName(given.GetDisplayName())
		}
		if changes("grants", len(given.GetGrants()) > 0) {
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
