package reply

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitContact lets staff record that they spoke with a resident, as the contract names it.
const permitContact = "intake.issue.record_contact"

// Grants is what the seeded roles may do: those who work on issues.
var Grants = []access.Grant{
	{Role: access.CommunityWorker, Permission: permitContact, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitContact, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitContact, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
