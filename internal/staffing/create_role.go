package staffing

import (
	"context"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// CreateRole makes a role of the district's own.
func (s *Service) CreateRole(ctx context.Context, req *directoryv1.CreateRoleRequest) (*directoryv1.Role, error) {
	given := req.GetRole()
	if given.GetCode() == "" {
		return nil, fault.ErrInvalid.OnField("role.code", "不能为空", "must not be empty")
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Role, error) {
		permissions, err := granted(ctx, tx, given.GetGrants())
		if err != nil {
			return nil, err
		}
		duty, err := dutyOf(permissions)
		if err != nil {
			return nil, err
		}
		id, err := tx.IDOr(req.GetRoleId())
		if err != nil {
			return nil, err
		}
		r, err := tx.Role.Create().SetID(id).SetCode(given.GetCode()).SetName(given.GetDisplayName()).SetPermissions(permissions).
			SetNillableDuty(duty).SetEdited(true).Save(ctx)
		if err != nil {
			return nil, err
		}
		if err := enter(ctx, tx, r); err != nil {
			return nil, err
		}
		tx.AccessChanged()
		recordRole(tx, "created", nil, r)
		return roleToProto(r), nil
	})
}
