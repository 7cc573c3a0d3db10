package restriction

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability.
const (
	permitImpose = "restriction.restriction.create"
	permitRead   = "restriction.restriction.get"
	permitLift   = "restriction.restriction.lift"
	permitAppeal = "restriction.restriction.appeal"
	permitDecide = "restriction.appeal.decide"
)

// Grants are what the seeded roles may do. Everybody reads his own and appeals; who leads a sub-district imposes, lifts and decides
// the appeals against what others have imposed.
var Grants = grants()

func grants() (all []access.Grant) {
	for _, role := range []string{access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
		access.ResourceOwner, access.Judge} {
		for _, permission := range []string{permitRead, permitAppeal} {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SELF})
		}
	}
	for _, permission := range []string{permitImpose, permitRead, permitLift, permitDecide} {
		all = append(all, access.Grant{Role: access.StreetLeader, Permission: permission, Scope: accessv1.Scope_SCOPE_SUBTREE})
	}
	return append(all, access.Grant{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT})
}
