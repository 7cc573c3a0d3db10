package staffing

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
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
	for _, p := range r.Permissions {
		shown.Grants = append(shown.Grants, &directoryv1.Grant{Permission: p.Permission, Scope: scopeOf(p.Scope)})
	}
	return shown
}
