package media

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitCreate = "media.attachment.create"
	permitGet    = "media.attachment.get"
	permitRedact = "media.attachment.redact"
	permitReveal = "media.attachment.reveal"
)

// What the audit calls the deeds that no method asks for.
const (
	actAttach = "media.attachment.attach"
	actSweep  = "media.attachment.sweep"
)

// Grants is what the seeded roles may do. To read what is attached to a thing takes the right to read the thing.
var Grants = append(everybody(
	access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison, access.ResourceOwner, access.Judge,
	access.SystemAdmin),

	access.Grant{Role: access.Dispatcher, Permission: permitRedact, Scope: accessv1.Scope_SCOPE_SUBTREE},
	access.Grant{Role: access.Dispatcher, Permission: permitReveal, Scope: accessv1.Scope_SCOPE_SUBTREE},
	access.Grant{Role: access.StreetLeader, Permission: permitReveal, Scope: accessv1.Scope_SCOPE_SUBTREE},
)

// everybody of the roles uploads and reads.
func everybody(roles ...string) (all []access.Grant) {
	for _, role := range roles {
		all = append(all, access.Grant{Role: role, Permission: permitCreate, Scope: accessv1.Scope_SCOPE_SELF},
			access.Grant{Role: role, Permission: permitGet, Scope: accessv1.Scope_SCOPE_SELF})
	}
	return all
}
