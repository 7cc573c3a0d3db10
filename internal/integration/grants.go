package integration

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Grants are what the seeded roles may do here: everybody may follow and end the work that he asked for, and hear of
// the events of what he may read.
var Grants = own(access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
	access.ResourceOwner, access.Judge, access.SystemAdmin, access.SecurityAdmin, access.AuditAdmin)

func own(roles ...string) []access.Grant {
	var all []access.Grant
	for _, role := range roles {
		for _, permission := range []string{"integration.operation.get", "integration.operation.cancel", "integration.event.read"} {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SELF})
		}
	}
	return all
}
