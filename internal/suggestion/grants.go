package suggestion

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability.
const (
	permitSuggest = "intake.category_suggestion.get"
	permitRecord  = "intake.category_choice.record"
	permitRates   = "intake.suggestion_rate.get"
)

// Grants are what the seeded roles may do: whoever files or triages is told what is likely and says what was chosen; how good the suggestions are
// is shown to those who answer for the district.
var Grants = []access.Grant{
	{Role: access.Resident, Permission: permitSuggest, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Resident, Permission: permitRecord, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.CommunityWorker, Permission: permitSuggest, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.CommunityWorker, Permission: permitRecord, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitSuggest, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Dispatcher, Permission: permitRecord, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.SystemAdmin, Permission: permitSuggest, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRecord, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.SystemAdmin, Permission: permitRates, Scope: accessv1.Scope_SCOPE_TENANT},
	{Role: access.AuditAdmin, Permission: permitRates, Scope: accessv1.Scope_SCOPE_TENANT},
}
