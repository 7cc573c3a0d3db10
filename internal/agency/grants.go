package agency

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitNumber = "dispatch.assignment.set_external_number" // to note by which number a unit's own system knows a duty
	permitGet    = "dispatch.assignment_push.get"
	permitRetry  = "dispatch.assignment_push.retry"
)

// Grants is what the seeded roles may do: the staff of a called unit note what its system does not, and see with the street and who keeps the
// system that the unit's system is told.
var Grants = []access.Grant{
	{Role: access.Liaison, Permission: permitNumber, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitNumber, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitGet, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitRetry, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitRetry, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.SystemAdmin, Permission: permitGet, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRetry, Scope: accessv1.Scope_SCOPE_TENANT},
}
