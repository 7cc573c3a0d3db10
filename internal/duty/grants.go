package duty

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitManage   = "dispatch.duty_catalogue.manage"
	permitRead     = "dispatch.duty_catalogue.get"
	permitOverride = "dispatch.duty_override.create"
	permitReadOver = "dispatch.duty_override.get"
)

// Grants is what the seeded roles may do. Communities read what is set aside against them.
var Grants = []access.Grant{
	{Role: access.SystemAdmin, Permission: permitManage, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.Liaison, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.StreetLeader, Permission: permitOverride, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitReadOver, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitReadOver, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitReadOver, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.AuditAdmin, Permission: permitReadOver, Scope: accessv1.Scope_SCOPE_TENANT},
}
