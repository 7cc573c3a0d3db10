package identity

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Grants are what the seeded roles may do here: everybody who holds a role may ask who he is.
var Grants = grants(access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
	access.ResourceOwner, access.Judge, access.TenantAdmin, access.Auditor)

func grants(roles ...string) []access.Grant {
	var all []access.Grant
	for _, role := range roles {
		all = append(all, access.Grant{Role: role, Permission: "identity.me.read", Scope: accessv1.Scope_SCOPE_SELF})
	}
	return all
}
