package contact

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// permitConfirm lets staff confirm a contact by a code, as the contract names it.
const permitConfirm = "intake.contact.confirm"

// Grants is what the seeded roles may do: those who file for residents.
var Grants = []access.Grant{
	{Role: access.CommunityWorker, Permission: permitConfirm, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitConfirm, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
