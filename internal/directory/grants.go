package directory

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Permissions that guard rows behind a door that another permission opens.
const (
	readHouseholds = "directory.household.read"
	readPersons    = "directory.person.read"
)

// Grants are what the seeded roles may do in the directory. Units and places other than households are public
// and need no grant.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: readPersons, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.ResourceOwner, Permission: readPersons, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Judge, Permission: readPersons, Scope: accessv1.Scope_SCOPE_SELF},

	{Role: access.Liaison, Permission: readPersons, Scope: accessv1.Scope_SCOPE_UNIT},

	{Role: access.CommunityWorker, Permission: readPersons, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: "directory.person.reveal", Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: readHouseholds, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: "directory.place.manage", Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.Dispatcher, Permission: readPersons, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: "directory.person.reveal", Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: readHouseholds, Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.StreetLeader, Permission: readPersons, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: "directory.person.reveal", Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: readHouseholds, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: "directory.unit.manage", Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: "directory.place.manage", Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.SystemAdmin, Permission: readPersons, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: readHouseholds, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: "directory.unit.manage", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: "directory.place.manage", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: "directory.tenant_clock.set", Scope: accessv1.Scope_SCOPE_TENANT},

	{Role: access.SecurityAdmin, Permission: readPersons, Scope: accessv1.Scope_SCOPE_TENANT},

	{Role: access.AuditAdmin, Permission: readPersons, Scope: accessv1.Scope_SCOPE_TENANT},
}
