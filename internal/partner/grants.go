package partner

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// manageClients is the permission to enter partner systems and to change and end them.
const manageClients = "identity.api_client.manage"

// Grants are what the seeded roles may do here.
var Grants = []access.Grant{
	{Role: access.SecurityAdmin, Permission: manageClients, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SecurityAdmin, Permission: "identity.api_client.read", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: "identity.api_client.read", Scope: accessv1.Scope_SCOPE_TENANT},
}
