package staffing

import (
	"context"

	"github.com/google/uuid"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
)

// CreateRole makes a role of the district's own.
func (s *Service) CreateRole(ctx context.Context, req *directoryv1.CreateRoleRequest) (*directoryv1.Role, error) {
	if req.GetRole().GetCode() == "" {
		return nil, fault.ErrInvalid.OnField("role.code", "不能为空", "must not be empty")
	}
	return db.Write(ctx, s.DB, func(ctx context.Context, tx *db.Tx) (*directoryv1.Role, error) {
		id, err := tx.IDOr(req.GetRoleId())
		if err != nil {
			return nil, err
		}
		r, err := addRole(ctx, tx, id, req.GetRole())
		if err != nil {
			return nil, err
		}
		return roleToProto(r), nil
	})
}

// addRole makes a role, which nobody holds yet.
func addRole(ctx context.Context, tx *db.Tx, id uuid.UUID, given *directoryv1.Role) (*ent.Role, error) {
	permissions, err := granted(ctx, tx, given.GetGrants())
	if err != nil {
		return nil, err
	}
	duty, err := dutyOf(permissions)
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
	return r, nil
}
