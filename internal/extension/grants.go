package extension

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRead    = "dispatch.extension.get"
	permitRequest = "dispatch.extension.request"
	permitDecide  = "dispatch.extension.decide"
)

// Grants is what the seeded roles may do: who sees a duty reads its ledger, the unit asks, a leader of the street decides.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitDecide, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitRequest, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitRequest, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
