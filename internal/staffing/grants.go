package staffing

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Permissions that guard rows behind a door that another permission opens, and those that several roles hold.
const (
	readMemberships = "directory.membership.read"
	readRoles       = "directory.role.read"
)

// Grants are what the seeded roles may do with memberships and roles.
var Grants = []access.Grant{
	{Role: access.Liaison, Permission: readMemberships, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: readMemberships, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: readMemberships, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: readMemberships, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: "directory.membership.manage", Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: readRoles, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: readMemberships, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: readRoles, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SecurityAdmin, Permission: readMemberships, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SecurityAdmin, Permission: readRoles, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SecurityAdmin, Permission: "directory.membership.manage", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SecurityAdmin, Permission: "directory.role.manage", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: readMemberships, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: readRoles, Scope: accessv1.Scope_SCOPE_TENANT},
}
