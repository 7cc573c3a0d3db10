package bulk

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

const permitRun = "bulk.call.run"

// Grants is what the seeded roles may do: who works on issues and orders may do so many at a time. What each call may do is said elsewhere.
var Grants = []access.Grant{
	{Role: access.CommunityWorker, Permission: permitRun, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Liaison, Permission: permitRun, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Dispatcher, Permission: permitRun, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.StreetLeader, Permission: permitRun, Scope: accessv1.Scope_SCOPE_SELF},
}
