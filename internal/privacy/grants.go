package privacy

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitReadings  = "privacy.reading.read"
	permitCreate    = "privacy.request.create"
	permitRead      = "privacy.request.read"
	permitDecide    = "privacy.request.decide"
	permitFulfil    = "privacy.request.fulfil" // of the job alone
	permitRetention = "privacy.retention.read"
	permitHold      = "privacy.hold.manage"
	permitPublish   = "privacy.notice.publish"
	permitConsent   = "privacy.consent.give"
	permitConsents  = "privacy.consent.get"
)

// Grants are what the seeded roles may do: everybody reads who has read of himself, asks for what is his
// and says what he allows, auditors who
// has read of anybody and what was deleted; administrators decide.
var Grants = append(everybody(permitReadings, permitCreate, permitRead, permitConsent, permitConsents), []access.Grant{
	{Role: access.AuditAdmin, Permission: permitReadings, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitRetention, Scope: accessv1.Scope_SCOPE_TENANT},

	{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitDecide, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRetention, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitPublish, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitHold, Scope: accessv1.Scope_SCOPE_TENANT},
}...)

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
