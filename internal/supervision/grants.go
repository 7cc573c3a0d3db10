package supervision

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRead    = "dispatch.supervision.get"
	permitCreate  = "dispatch.supervision.create"
	permitReply   = "dispatch.supervision.reply"
	permitRelease = "dispatch.supervision.release"
)

// Grants is what the seeded roles may do: a leader of the street supervises, the unit answers.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRelease, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitReply, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitReply, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
