package explain

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Grants are what the seeded roles may do here: everybody who holds a role may ask about himself; those who answer for rights and
// for audit, about everybody.
var Grants = grants()

func grants() (all []access.Grant) {
	for _, role := range []string{access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
		access.ResourceOwner, access.Judge, access.SystemAdmin} {
		all = append(all, access.Grant{Role: role, Permission: "identity.access.explain", Scope: accessv1.Scope_SCOPE_SELF})
	}
	for _, role := range []string{access.SecurityAdmin, access.AuditAdmin} {
		all = append(all, access.Grant{Role: role, Permission: "identity.access.explain", Scope: accessv1.Scope_SCOPE_TENANT})
	}
	return all
}
