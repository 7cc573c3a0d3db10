package voice

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitJoin  = "intake.issue.join"
	permitGet   = "intake.voice.get"
	permitMerge = "intake.issue.merge"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitJoin, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Dispatcher, Permission: permitMerge, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
