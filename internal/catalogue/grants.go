package catalogue

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitManage lets somebody keep the categories.
const permitManage = "directory.category.manage"

// Grants are what the seeded roles may do in the catalogue. Reading it is public and needs no grant.
var Grants = []access.Grant{
	{Role: access.SystemAdmin, Permission: permitManage, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: "directory.category_revision.read", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: "directory.category_revision.read", Scope: accessv1.Scope_SCOPE_TENANT},
}
