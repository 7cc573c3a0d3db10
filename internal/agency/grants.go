package agency

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitNumber is the permission to note by which number a unit's own system knows a duty.
const permitNumber = "dispatch.assignment.set_external_number"

// Grants is what the seeded roles may do: the staff of a called unit note what its system does not.
var Grants = []access.Grant{
	{Role: access.Liaison, Permission: permitNumber, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitNumber, Scope: accessv1.Scope_SCOPE_UNIT},
}
