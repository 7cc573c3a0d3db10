package heatmap

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

const permitMap = "insight.heat_map.get"

// Grants are what the seeded roles may do: who leads or serves a sub-district sees its map, and who answers for the district that of all of it.
var Grants = []access.Grant{
	{Role: access.Dispatcher, Permission: permitMap, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitMap, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.SystemAdmin, Permission: permitMap, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitMap, Scope: accessv1.Scope_SCOPE_TENANT},
}
