package confirmation

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitCreate = "intake.joint_confirmation.create"
	permitAnswer = "intake.joint_confirmation.answer"
	permitGet    = "intake.joint_confirmation.get"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitAnswer, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.CommunityWorker, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitGet, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
