package identity

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Grants are what the seeded roles may do here: everybody who holds a role may ask who he is, and looks after his own name and
// sessions; those who answer for rights let people sign in by password.
var Grants = append(grants(access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
	access.ResourceOwner, access.Judge, access.SystemAdmin, access.SecurityAdmin, access.AuditAdmin),
	access.Grant{Role: access.SecurityAdmin, Permission: "identity.credential.set", Scope: accessv1.Scope_SCOPE_TENANT})

func grants(roles ...string) []access.Grant {
	var all []access.Grant
	for _, role := range roles {
		for _, permission := range []string{"identity.me.read", "identity.me.update", "identity.session.manage", "directory.tenant_clock.read"} {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SELF})
		}
	}
	return all
}
