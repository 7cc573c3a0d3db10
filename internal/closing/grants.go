package closing

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitRead is the permission to see suspicious closings.
const permitRead = "insight.suspicious_closing.get"

// Grants is what the seeded roles may do: who checks the replies in a sub-district sees its own, who watches over the district all.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
