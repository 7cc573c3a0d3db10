package incident

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them; those to answer and close are of issues.
const (
	permitRead   = "intake.incident.get"
	permitManage = "intake.incident.manage"
	permitAnswer = "intake.issue.answer"
	permitClose  = "intake.issue.close"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitManage, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitManage, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
