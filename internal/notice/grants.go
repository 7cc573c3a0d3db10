package notice

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitGet           = "notice.notice.get"
	permitMark          = "notice.notice.mark"
	permitGetDeliveries = "notice.delivery.get"
	permitRetry         = "notice.delivery.retry"
	permitGetMail       = "notice.mail_address.get"
	permitSetMail       = "notice.mail_address.set"
	permitQuotas        = "notice.quota.get"
	permitReport        = "notice.quota.report"
)

// Grants are what the seeded roles may do: everybody has an inbox and says by which ways he is
// reached, administrators of the system look after the deliveries.
var Grants = append(everybody(permitGet, permitMark, permitGetMail, permitSetMail, permitQuotas, permitReport),
	access.Grant{Role: access.SystemAdmin, Permission: permitGetDeliveries, Scope: accessv1.Scope_SCOPE_TENANT},
	access.Grant{Role: access.SystemAdmin, Permission: permitRetry, Scope: accessv1.Scope_SCOPE_TENANT})

func everybody(permissions ...string) []access.Grant {
	var all []access.Grant
	for _, role := range []string{access.Resident, access.CommunityWorker, access.Dispatcher, access.StreetLeader, access.Liaison,
		access.ResourceOwner, access.Judge, access.SystemAdmin, access.SecurityAdmin, access.AuditAdmin} {
		for _, permission := range permissions {
			all = append(all, access.Grant{Role: role, Permission: permission, Scope: accessv1.Scope_SCOPE_SELF})
		}
	}
	return all
}
