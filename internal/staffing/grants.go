package staffing

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Permissions that guard rows behind a door that another permission opens, and those that several roles hold.
const (
	readMemberships = "directory.membership.read"
	readRoles       = "directory.role.read"

	readSubstitutions   = "directory.substitution.read"
	manageSubstitutions = "directory.substitution.manage"
)

// Grants are what the seeded roles may do with memberships, roles and substitutions: everybody in office looks after his own, and
// who reads or manages the memberships of a unit, after those of the unit.
var Grants = append([]access.Grant{
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
}, ofOffices()...)

// ofOffices are what the roles may do with substitutions.
func ofOffices() (grants []access.Grant) {
	for _, g := range []struct {
		role         string
		read, manage accessv1.Scope
	}{
		{access.CommunityWorker, accessv1.Scope_SCOPE_SUBTREE, accessv1.Scope_SCOPE_SELF},
		{access.Dispatcher, accessv1.Scope_SCOPE_SUBTREE, accessv1.Scope_SCOPE_SELF},
		{access.StreetLeader, accessv1.Scope_SCOPE_SUBTREE, accessv1.Scope_SCOPE_SUBTREE},
		{access.Liaison, accessv1.Scope_SCOPE_UNIT, accessv1.Scope_SCOPE_SELF},
		{access.ResourceOwner, accessv1.Scope_SCOPE_SELF, accessv1.Scope_SCOPE_SELF},
		{access.Judge, accessv1.Scope_SCOPE_SELF, accessv1.Scope_SCOPE_SELF},
		{access.SecurityAdmin, accessv1.Scope_SCOPE_TENANT, accessv1.Scope_SCOPE_TENANT},
	} {
		grants = append(grants, access.Grant{Role: g.role, Permission: readSubstitutions, Scope: g.read},
			access.Grant{Role: g.role, Permission: manageSubstitutions, Scope: g.manage})
	}
	return append(grants, access.Grant{Role: access.AuditAdmin, Permission: readSubstitutions, Scope: accessv1.Scope_SCOPE_TENANT})
}
