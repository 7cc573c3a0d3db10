package administration

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

const (
	manageDictionaries = "administration.dictionary.manage"
	readConfiguration  = "administration.configuration.read"
)

// Grants are what the seeded roles may do here: the system's administrator sets, the auditor looks.
var Grants = []access.Grant{
	{Role: access.SystemAdmin, Permission: "administration.setting.get", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: "administration.setting.set", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: "administration.setting.get", Scope: accessv1.Scope_SCOPE_TENANT},

	{Role: access.SystemAdmin, Permission: manageDictionaries, Scope: accessv1.Scope_SCOPE_TENANT},

	{Role: access.SystemAdmin, Permission: readConfiguration, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: "administration.configuration.import", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SecurityAdmin, Permission: readConfiguration, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SecurityAdmin, Permission: "administration.configuration.import", Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: readConfiguration, Scope: accessv1.Scope_SCOPE_TENANT},
}
