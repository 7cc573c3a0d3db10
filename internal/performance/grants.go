package performance

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitRead is the permission to read how units handle what they are called for.
const permitRead = "insight.performance.get"

// Grants is what the seeded roles may do: every unit sees how it does itself, and those who answer for the district see all of it.
var Grants = []access.Grant{
	{Role: access.Liaison, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
