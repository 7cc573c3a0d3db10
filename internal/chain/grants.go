package chain

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitRead     = "intake.chain_link.get"
	permitReportUp = "intake.issue.report_up"
	permitSendDown = "intake.issue.send_down"
)

// Grants is what the seeded roles may do: the staff of each level hand on what their own unit has.
var Grants = []access.Grant{
	{Role: access.CommunityWorker, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitReportUp, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.CommunityWorker, Permission: permitSendDown, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitReportUp, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitSendDown, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.StreetLeader, Permission: permitRead, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitReportUp, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.StreetLeader, Permission: permitSendDown, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.AuditAdmin, Permission: permitRead, Scope: accessv1.Scope_SCOPE_TENANT},
}
