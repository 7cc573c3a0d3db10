package staffing

import (
	"context"
	"encoding/json"
	"slices"

	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// UpdateRole changes what a role is called or allows, at once or from a later time on.
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
		fields := map[string]any{}
		if slices.Contains(paths, "display_name") {
			fields[role.FieldName] = given.GetDisplayName()
		}
		if slices.Contains(paths, "grants") {
			permissions, err := granted(ctx, tx, given.GetGrants())
			if err != nil {
				return nil, err
			}
			duty, err := dutyOf(permissions)
			if err != nil {
				return nil, err
			}
			fields[role.FieldPermissions], fields[role.FieldDuty] = permissions, duty
		}
		if err := revise(ctx, tx, before, revision.Change{Record: revised(before.ID), Fields: fields,
			Reason: req.GetReason(), From: wire.Time(req.GetValidFrom())}); err != nil {
			return nil, err
		}
		after, err := findRole(ctx, tx.Role.Query().Where(standing(tx, tx.Now())), before.ID)
		if err != nil {
			return nil, err
		}
		return roleToProto(after), nil
	})
}

// revise enters a change of a role, which is the district's own from then on, and brings the row to it where it begins at once.
// The duty of a role changes at once and while nothing is planned: memberships that would join two duties are found with it.
func revise(ctx context.Context, tx *db.Tx, before *ent.Role, c revision.Change) error {
	if duty, changes := c.Fields[role.FieldDuty].(*string); changes && wire.Plain(duty) != wire.Plain(before.Duty) {
		planned, err := revision.Planned(ctx, tx, c.Record)
		switch {
		case err != nil:
			return err
		case planned || c.From != nil:
			return ErrRoleDutyPlanned.On("role.grants")
		}
	}
	row, err := revision.Set(ctx, tx, c)
	if err != nil {
		return err
	}
	if err := tx.Role.Update().Where(role.ID(before.ID)).SetEdited(true).Exec(ctx); err != nil {
		return err
	}
	if !row.Begun {
		told := map[string]any{"valid_from": row.ValidFrom, "fields": row.Fields}
		tx.Audit(db.Audit{Action: "directory.role.manage", Object: c.Record.String(), After: told})
		tx.Emit(db.Event{Type: "haolinju.directory.role.planned.v1", Subject: c.Record.String(), Data: told})
		return nil
	}
	var says state
	if err := json.Unmarshal(row.State, &says); err != nil {
		return err
	}
	return bring(ctx, tx, before, says)
}
