package moderation

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRedact     = "moderation.redaction.create"
	permitRedactions = "moderation.redaction.get"
	permitReveal     = "moderation.redaction.reveal"
	permitFlag       = "moderation.flag.create"
	permitFlags      = "moderation.flag.get"
	permitCases      = "moderation.case.get"
	permitDecide     = "moderation.case.decide"
	permitSetWords   = "moderation.word_list.create"
	permitWords      = "moderation.word_list.get"
)

// Grants is what the seeded roles may do: everybody flags and sees what was redacted of his own words; dispatchers and who leads a
// sub-district decide.
var Grants = grants()

func grants() (all []access.Grant) {
	for _, role := range []string{access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
		access.ResourceOwner, access.Judge} {
		for _, permission := range []string{permitFlag, permitFlags, permitRedactions} {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SELF})
		}
	}
	for _, role := range []string{access.Dispatcher, access.StreetLeader} {
		for _, permission := range []string{permitRedact, permitRedactions, permitReveal, permitCases, permitDecide} {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SUBTREE})
		}
	}
	for _, permission := range []string{permitSetWords, permitWords} {
		all = append(all, access.Grant{Role: access.SystemAdmin, Permission: permission, Scope: accessv1.Scope_SCOPE_TENANT})
	}
	for _, permission := range []string{permitRedactions, permitCases, permitWords} {
		all = append(all, access.Grant{Role: access.AuditAdmin, Permission: permission, Scope: accessv1.Scope_SCOPE_TENANT})
	}
	return all
}
