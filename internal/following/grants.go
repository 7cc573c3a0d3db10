package following

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitManage = "intake.following.manage"
	permitGet    = "intake.following.get"
)

// Grants is what the seeded roles may do: whoever has signed in follows for himself.
var Grants = everybody(permitManage, permitGet)

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
