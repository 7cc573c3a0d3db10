package staffing

import (
	"encoding/json"

	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/revision"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func membershipToProto(m *ent.Membership) *directoryv1.Membership {
	return &directoryv1.Membership{
		Name:       name.Of(name.Of("units", m.UnitID)+"/memberships", m.ID),
		Person:     name.Of("persons", m.PersonID),
		Role:       m.Role,
		ValidFrom:  timestamppb.New(m.ValidFrom),
		ValidTo:    wire.Timestamp(m.ValidTo),
		Area:       name.OrEmpty("units", m.AreaID),
		Categories: name.List("categories", m.Categories),
		CreateTime: timestamppb.New(m.CreateTime),
		UpdateTime: timestamppb.New(m.UpdateTime),
		Etag:       etag.Of(m.Version),
	}
}

func roleToProto(r *ent.Role) *directoryv1.Role {
	shown := &directoryv1.Role{
		Name:        name.Of("roles", r.ID),
		Code:        r.Code,
		DisplayName: r.Name,
		Duty:        accessv1.Duty(accessv1.Duty_value["DUTY_"+wire.Plain(r.Duty)]),
		CreateTime:  timestamppb.New(r.CreateTime),
		UpdateTime:  timestamppb.New(r.UpdateTime),
		Etag:        etag.Of(r.Version),
	}
	shown.Grants = grantsToProto(r.Permissions)
	return shown
}

func grantsToProto(permissions []schema.Permission) (grants []*directoryv1.Grant) {
	for _, p := range permissions {
		grants = append(grants, &directoryv1.Grant{Permission: p.Permission, Scope: scopeOf(p.Scope)})
	}
	return grants
}

// shown is a role as it was asked for: one of another time carries no etag, which is that of a version to change.
func shown(r *ent.Role, at *timestamppb.Timestamp) *directoryv1.Role {
	role := roleToProto(r)
	if at != nil {
		role.Etag = ""
	}
	return role
}

// fieldNames are the fields of the contract by the columns that revisions hold.
var fieldNames = map[string]string{role.FieldName: "display_name", role.FieldPermissions: "grants"}

func revisionToProto(row *ent.Revision) (*directoryv1.RoleRevision, error) {
	var says state
	if err := json.Unmarshal(row.State, &says); err != nil {
		return nil, err
	}
	return &directoryv1.RoleRevision{
		Name: name.Of(revision.Of(row).String()+"/revisions", row.ID),
		Role: &directoryv1.Role{
			Name:        revision.Of(row).String(),
			DisplayName: says.Name,
			Grants:      grantsToProto(says.Permissions),
			Duty:        accessv1.Duty(accessv1.Duty_value["DUTY_"+wire.Plain(says.Duty)]),
		},
		ChangedFields: revision.Changed(row, fieldNames),
		Reason:        row.Reason,
		ValidFrom:     timestamppb.New(row.ValidFrom),
		ValidTo:       wire.Timestamp(row.ValidTo),
		SetBy:         name.OrEmpty("persons", row.SetBy),
		CreateTime:    timestamppb.New(row.CreateTime),
		CancelTime:    wire.Timestamp(row.CancelTime),
		CancelledBy:   name.OrEmpty("persons", row.CancelledBy),
	}, nil
}
