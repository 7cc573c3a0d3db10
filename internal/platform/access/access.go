// Package access says who calls and how far the caller's grants reach.
//
// Each RPC declares a permission and the narrowest scope that opens it (proto option haolinju.access.v1.access). A role
// grants permissions, each with a scope, and a person holds a role in a unit. The door is opened by the permission; the
// rows behind it are limited by the Reach of the grants really held.
//
// Glossary: 权限 = Permission, 角色 = Role, 范围 = Scope, 限定 = Limits, 主体 = Principal, 三员 = Duty, 代办授权 = Mandate,
// 代办人 = Delegate, 代办事项 = Act, 职务代理 = Substitution, 回避 = RecusedFrom.
package access

import (
	"context"
	"iter"
	"slices"

	"github.com/google/uuid"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
)

// Codes of the roles that the product seeds. What a role may do is data (Grant), not code.
const (
	Resident        = "RESIDENT"         // 居民
	CommunityWorker = "COMMUNITY_WORKER" // 社区工作者
	Dispatcher      = "DISPATCHER"       // 街道派单员
	StreetLeader    = "STREET_LEADER"    // 街道带班领导
	Liaison         = "LIAISON"          // 部门报到联络员
	ResourceOwner   = "RESOURCE_OWNER"   // 资源管理员
	Judge           = "JUDGE"            // 评委
	SystemAdmin     = "SYSTEM_ADMIN"     // 系统管理员
	SecurityAdmin   = "SECURITY_ADMIN"   // 安全管理员
	AuditAdmin      = "AUDIT_ADMIN"      // 审计管理员
)

// Grant says that a role holds a permission within a scope of the unit in which a person holds the role.
type Grant struct {
	Role       string         `json:"role"`
	Permission string         `json:"permission"`
	Scope      accessv1.Scope `json:"scope"`
}

// Held is a grant in the hands of one person: the scope is resolved to units.
type Held struct {
	Role       string
	Permission string
	Scope      accessv1.Scope
	Unit       uuid.UUID
	Units      []uuid.UUID // the unit alone (UNIT) or the unit and all below it (SUBTREE)
	Limits     Limits
}

// Principal is the caller of one request.
type Principal struct {
	Tenant   int
	Person   uuid.UUID   // whose own rows are the caller's own; Nil for a caller without sign-in and for the system itself
	Aliases  []uuid.UUID // persons whom the district has found to be the same: their rows are the person's own too
	Delegate uuid.UUID   // who calls in the person's place; Nil for a person himself
	Client   uuid.UUID   // a partner system that calls in its own name; Nil for a person
	Session  uuid.UUID   // of the sign-in; Nil for a caller without one
	System   bool        // a job of the system, never a request from outside
	Held     []Held
	Acts     []accessv1.Act // what a delegate may do in the person's place
	Mandates []Mandate      // by which the person may act in the place of others

	Absent        []uuid.UUID    // the officer in whose stead the person calls, under all ids; none for himself
	Substitutions []Substitution // by which the person may stand in for others
}

// Anonymous says whether nobody has signed in.
func (p Principal) Anonymous() bool { return p.Actor() == uuid.Nil && !p.System }

// Actor is the person or the client that calls; Nil for neither.
func (p Principal) Actor() uuid.UUID {
	switch {
	case p.Client != uuid.Nil:
		return p.Client
	case p.Delegate != uuid.Nil:
		return p.Delegate
	}
	return p.Person
}

// OnBehalfOf is the person in whose place, or stead, the actor calls; Nil where he calls in his own.
func (p Principal) OnBehalfOf() uuid.UUID {
	switch {
	case p.Delegate != uuid.Nil:
		return p.Person
	case len(p.Absent) > 0:
		return p.Absent[0]
	}
	return uuid.Nil
}

// Staff says whether the caller holds a role beside that of a resident.
func (p Principal) Staff() bool {
	return slices.ContainsFunc(p.Held, func(h Held) bool { return h.Role != Resident })
}

// grants are the principal's grants of a permission.
func (p Principal) grants(permission string) iter.Seq[*Held] {
	return func(yield func(*Held) bool) {
		for i := range p.Held { // there are some hundred, each of two cache lines: they are not copied
			if h := &p.Held[i]; h.Permission == permission && !yield(h) {
				return
			}
		}
	}
}

// Holds says whether one of the caller's grants of the permission is at least as wide as the scope.
func (p Principal) Holds(permission string, scope accessv1.Scope) bool {
	if p.System || scope == accessv1.Scope_SCOPE_UNSPECIFIED {
		return p.System
	}
	for h := range p.grants(permission) {
		if h.Scope >= scope {
			return true
		}
	}
	return false
}

// HoldsAbove says whether the caller holds a permission by an office above a unit, not by one in it.
func (p Principal) HoldsAbove(permission string, unit uuid.UUID) bool {
	for h := range p.grants(permission) {
		if h.Unit != unit && (h.Scope == accessv1.Scope_SCOPE_TENANT || slices.Contains(h.Units, unit)) {
			return true
		}
	}
	return false
}

// Persons are all under whose ids the person is known; none where nobody has signed in.
func (p Principal) Persons() []uuid.UUID {
	if p.Person == uuid.Nil {
		return nil
	}
	return append([]uuid.UUID{p.Person}, p.Aliases...)
}

// Is says whether somebody is the caller, under whichever id.
func (p Principal) Is(person uuid.UUID) bool { return slices.Contains(p.Persons(), person) }

type principalKey struct{}

type ruleKey struct{}

// With puts the caller into the context.
func With(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, principalKey{}, p)
}

// From is the caller in the context; the zero Principal, which may do nothing, where there is none.
func From(ctx context.Context) Principal {
	p, _ := ctx.Value(principalKey{}).(Principal)
	return p
}

// PersonOf is the person who calls; nil for the system, a client and nobody.
func PersonOf(ctx context.Context) *uuid.UUID {
	if p := From(ctx); p.Person != uuid.Nil {
		return &p.Person
	}
	return nil
}

// AsSystem is a context in which the system itself acts in a tenant: the jobs.
func AsSystem(ctx context.Context, tenant int) context.Context {
	return With(ctx, Principal{Tenant: tenant, System: true})
}

// WithRule puts the rule of the called method into the context.
func WithRule(ctx context.Context, rule *accessv1.Access) context.Context {
	return context.WithValue(ctx, ruleKey{}, rule)
}

// ReachOf is the reach of the caller for the permission of the called method.
func ReachOf(ctx context.Context) Reach {
	rule, _ := ctx.Value(ruleKey{}).(*accessv1.Access)
	return From(ctx).Reach(rule.GetPermission())
}

// ReachFor is the reach of the caller for another permission.
func ReachFor(ctx context.Context, permission string) Reach { return From(ctx).Reach(permission) }

// RuleOf is the rule of the called method; nil outside a call.
func RuleOf(ctx context.Context) *accessv1.Access {
	rule, _ := ctx.Value(ruleKey{}).(*accessv1.Access)
	return rule
}

// PermissionOf is the permission of the called method, empty outside a call.
func PermissionOf(ctx context.Context) string {
	rule, _ := ctx.Value(ruleKey{}).(*accessv1.Access)
	return rule.GetPermission()
}
