package routing

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitManage  = "dispatch.routing_rule.manage"
	permitRead    = "dispatch.routing_rule.get"
	permitSee     = "dispatch.route_proposal.get"
	permitDecide  = "dispatch.route_proposal.decide"
	permitRecuse  = "dispatch.recusal.set"
	permitRecusal = "dispatch.recusal.get"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.SystemAdmin, Permission: permitManage, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.StreetLeader, Permission: permitSee, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitSee, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.AuditAdmin, Permission: permitSee, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.Dispatcher, Permission: permitDecide, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRecusal, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitRecusal, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.AuditAdmin, Permission: permitRecusal, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.Dispatcher, Permission: permitRecuse, Scope: accessv1.Scope_SCOPE_SUBTREE},
}
