package timing

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRead = "dispatch.clock.get"
	permitMark = "dispatch.clock.mark" // held by nobody: the sweep acts as the system
)

// Grants is what the seeded roles may do: who reads a dispatch reads its clocks.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
