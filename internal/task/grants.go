package task

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRead     = "intake.task.get"
	permitManage   = "intake.task.manage"
	permitComplete = "intake.task.complete"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitManage, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitComplete, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitManage, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitComplete, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Liaison, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitManage, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitComplete, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitComplete, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
