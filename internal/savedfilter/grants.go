package savedfilter

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Grants is what the seeded roles may do.
var Grants = []access.Grant{
	{Role: access.CommunityWorker, Permission: permitManage, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Liaison, Permission: permitManage, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitManage, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.StreetLeader, Permission: permitManage, Scope: accessv1.Scope_SCOPE_UNIT},
}
