package hotline

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability, as the contract names them.
const (
	permitImport     = "intake.issue.import"
	permitGetOrder   = "intake.hotline_order.get"
	permitGetResults = "intake.hotline_result.get"
	permitRetry      = "intake.hotline_result.retry"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitImport, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitGetOrder, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.SystemAdmin, Permission: permitGetResults, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRetry, Scope: accessv1.Scope_SCOPE_TENANT},
}
