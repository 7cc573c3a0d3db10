package people

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability.
const (
	permitRequest = "people.verification.request"
	permitRead    = "people.verification.read"
	permitDecide  = "people.verification.decide"
	// permitRepresentative is within permitDecide: who holds it in a unit decides who represents the unit.
	permitRepresentative = "people.representative.decide"

	permitMandate        = "people.mandate.request"
	permitReadMandate    = "people.mandate.read"
	permitConfirmMandate = "people.mandate.confirm"
	permitEndMandate     = "people.mandate.end"

	permitProposeMerge = "people.merge.propose"
	permitReadMerge    = "people.merge.read"
	permitDecideMerge  = "people.merge.decide"
	permitUndoMerge    = "people.merge.undo"
)

// Grants are what the seeded roles may do. Everybody asks for himself, and acts for others by mandates. A community worker
// decides about the people of his community; who manages a unit, about its representatives.
var Grants = grants()

func grants() (all []access.Grant) {
	for _, role := range []string{access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
		access.ResourceOwner, access.Judge} {
		for _, permission := range []string{permitRequest, permitRead, permitMandate, permitReadMandate, permitEndMandate,
			permitProposeMerge, permitReadMerge, permitUndoMerge} {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SELF})
		}
	}
	for _, permission := range []string{permitReadMerge, permitProposeMerge, permitDecideMerge, permitUndoMerge} {
		all = append(all, access.Grant{Role: access.SecurityAdmin, Permission: permission, Scope: accessv1.Scope_SCOPE_TENANT})
	}
	for _, permission := range []string{permitReadMandate, permitConfirmMandate, permitEndMandate, permitProposeMerge} {
		all = append(all, access.Grant{Role: access.CommunityWorker, Permission: permission, Scope: accessv1.Scope_SCOPE_UNIT})
	}
	all = append(all,
		access.Grant{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
		access.Grant{Role: access.CommunityWorker, Permission: permitDecide, Scope: accessv1.Scope_SCOPE_UNIT},
		access.Grant{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
		access.Grant{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT})
	for _, role := range []string{access.ResourceOwner, access.Liaison} {
		for _, permission := range []string{permitRead, permitDecide, permitRepresentative} {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_UNIT})
		}
	}
	for _, permission := range []string{permitRead, permitRepresentative} {
		all = append(all, access.Grant{Role: access.StreetLeader, Permission: permission, Scope: accessv1.Scope_SCOPE_SUBTREE})
	}
	return append(all, access.Grant{Role: access.StreetLeader, Permission: permitDecide, Scope: accessv1.Scope_SCOPE_UNIT})
}
