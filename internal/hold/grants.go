package hold

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the verbs, as the contract names them.
const (
	permitHold    = "intake.issue.hold"
	permitRelease = "intake.issue.release"
)

// Grants is what the seeded roles may do. Who holds is a leader: his call is the approval.
var Grants = []access.Grant{
	{Role: access.StreetLeader, Permission: permitHold, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRelease, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitRelease, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
