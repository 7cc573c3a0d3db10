package inquiry

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the verbs, as the contract names them.
const (
	permitRequest = "intake.issue.request_info"
	permitProvide = "intake.issue.provide_info"
	permitUrge    = "intake.issue.urge"
	permitAnswer  = "intake.issue.answer_urge"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitProvide, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitUrge, Scope: accessv1.Scope_SCOPE_SELF},

	{Role: access.CommunityWorker, Permission: permitRequest, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitProvide, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitAnswer, Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.Liaison, Permission: permitRequest, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitProvide, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitAnswer, Scope: accessv1.Scope_SCOPE_UNIT},

	{Role: access.Dispatcher, Permission: permitRequest, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitProvide, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitAnswer, Scope: accessv1.Scope_SCOPE_SUBTREE},

	{Role: access.StreetLeader, Permission: permitUrge, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
