package privacy

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

const permitReadings = "privacy.reading.read"

// Grants are what the seeded roles may do: everybody reads who has read of himself, auditors who has read of anybody.
var Grants = append(everybody(permitReadings),
	access.Grant{Role: access.AuditAdmin, Permission: permitReadings, Scope: accessv1.Scope_SCOPE_TENANT})

// everybody gives every role permissions over the caller's own rows.
func everybody(permissions ...string) []access.Grant {
	var all []access.Grant
	for _, role := range []string{access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
		access.ResourceOwner, access.Judge, access.SystemAdmin, access.AuditAdmin} {
		for _, permission := range permissions {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SELF})
		}
	}
	return all
}
