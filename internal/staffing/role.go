package staffing

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	directoryv1 "github.com/haolinju/haolinju/api/gen/haolinju/directory/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/membership"
	"github.com/haolinju/haolinju/ent/role"
	"github.com/haolinju/haolinju/ent/schema"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

// roleNames is what the roles of the product are called when a district is founded.
var roleNames = map[string]string{
	access.Resident: "居民", access.CommunityWorker: "社区工作者", access.Dispatcher: "街道派单员", access.StreetLeader: "街道带班领导",
	access.Liaison: "部门报到联络员", access.ResourceOwner: "资源管理员", access.Judge: "评委",
	access.SystemAdmin: "系统管理员", access.SecurityAdmin: "安全管理员", access.AuditAdmin: "审计管理员",
}

// granted are the grants of a request as they are kept: each once, in order, all of them of the contract or of a role that
// the district has.
func granted(ctx context.Context, tx *db.Tx, given []*directoryv1.Grant) ([]schema.Permission, error) {
	within, err := heldWithin(ctx, tx)
	if err != nil {
		return nil, err
	}
	for i, g := range given {
		if _, known := access.Permissions()[g.GetPermission()]; !known && !within[g.GetPermission()] {
			return nil, ErrPermissionUnknown.On(fault.Item("role.grants", i) + ".permission")
		}
	}
	return ordered(kept(given)), nil
}

// kept are grants as they are kept.
func kept(given []*directoryv1.Grant) []schema.Permission {
	list := []schema.Permission{}
	for _, g := range given {
		list = append(list, schema.Permission{Permission: g.GetPermission(), Scope: wire.Word(g.GetScope())})
	}
	return list
}

// heldWithin are the permissions of the district's roles: among them those that open no door of their own.
func heldWithin(ctx context.Context, tx *db.Tx) (map[string]bool, error) {
	roles, err := tx.Role.Query().All(ctx)
	held := map[string]bool{}
	for _, r := range roles {
		for _, p := range r.Permissions {
			held[p.Permission] = true
		}
	}
	return held, err
}

// ordered lists each permission once per scope.
func ordered(list []schema.Permission) []schema.Permission {
	slices.SortFunc(list, func(a, b schema.Permission) int {
		return strings.Compare(a.Permission+" "+a.Scope, b.Permission+" "+b.Scope)
	})
	return slices.Compact(list)
}

// dutyOf is the one duty that permissions amount to, nil for none; two are refused.
func dutyOf(list []schema.Permission) (*string, error) {
	var duty *string
	for _, p := range list {
		d := access.DutyOf(p.Permission, scopeOf(p.Scope))
		if d == accessv1.Duty_DUTY_UNSPECIFIED {
			continue
		}
		if word := wire.Word(d); duty == nil {
			duty = &word
		} else if *duty != word {
			return nil, ErrDutiesMixed.With("permission", p.Permission)
		}
	}
	return duty, nil
}

func scopeOf(word string) accessv1.Scope { return accessv1.Scope(accessv1.Scope_value["SCOPE_"+word]) }

// changeRole writes what a role is called and allows, and with it the duty of everybody who holds it.
func changeRole(ctx context.Context, tx *db.Tx, before *ent.Role, change *ent.RoleUpdate, permissions []schema.Permission) error {
	duty, err := dutyOf(permissions)
	if err != nil {
		return err
	}
	change.SetPermissions(permissions).SetNillableDuty(duty)
	if duty == nil {
		change.ClearDuty()
	}
	if err := change.Where(role.ID(before.ID)).Exec(ctx); err != nil {
		return err
	}
	tx.AccessChanged()
	if wire.Plain(duty) == wire.Plain(before.Duty) {
		return nil
	}
	holders := tx.Membership.Update().Where(membership.Role(before.Code)).SetNillableDuty(duty)
	if duty == nil {
		holders.ClearDuty()
	}
	return holders.Exec(ctx)
}

// findRole reads a role of the district.
func findRole(ctx context.Context, q *ent.RoleQuery, id uuid.UUID) (*ent.Role, error) {
	r, err := q.Where(role.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.ErrNotFound.With("name", name.Of("roles", id))
	}
	return r, err
}

// recordRole queues the audit row and the event of a change of a role.
func recordRole(tx *db.Tx, verb string, before, after *ent.Role) {
	told := func(r *ent.Role) map[string]any {
		if r == nil {
			return nil
		}
		return map[string]any{"code": r.Code, "name": r.Name, "permissions": r.Permissions, "duty": wire.Plain(r.Duty)}
	}
	tx.Audit(db.Audit{Action: "directory.role.manage", Object: name.Of("roles", after.ID), Before: told(before), After: told(after)})
	tx.Emit(db.Event{Type: "haolinju.directory.role." + verb + ".v1", Subject: name.Of("roles", after.ID),
		Data: map[string]any{"code": after.Code, "duty": wire.Plain(after.Duty)}})
}
