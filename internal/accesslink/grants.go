package accesslink

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitLink lets somebody make and end links, as the contract names it.
const permitLink = "intake.access_link.manage"

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitLink, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.CommunityWorker, Permission: permitLink, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitLink, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
