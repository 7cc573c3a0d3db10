package comment

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitCreate lets somebody comment, as the contract names it.
const permitCreate = "intake.comment.create"

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.CommunityWorker, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
