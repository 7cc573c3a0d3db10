package territory

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability.
const (
	permitManage = "directory.boundary.manage"
	permitRead   = "directory.boundary.read"
	// readHouseholds guards the places that only the staff of their unit may see.
	readHouseholds = "directory.household.read"
)

// Grants are what the seeded roles may do with plans. The maps that hold are public and need no grant.
var Grants = []access.Grant{
	{Role: access.SystemAdmin, Permission: permitManage, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
