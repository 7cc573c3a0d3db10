package scoring

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// Permissions that several roles hold or a rule asks for by name.
const (
	permitAddCriterion = "evaluation.criterion.create"
	permitSeeSheet     = "evaluation.score_sheet.view"
)

// Grants are what the seeded roles may do: who prepares a campaign adds its criteria, and a judge keeps his own sheets.
var Grants = []access.Grant{
	{Role: access.CommunityWorker, Permission: permitAddCriterion, Scope: accessv1.Scope_SCOPE_UNIT},
	{Role: access.Dispatcher, Permission: permitAddCriterion, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.StreetLeader, Permission: permitAddCriterion, Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.SystemAdmin, Permission: permitAddCriterion, Scope: accessv1.Scope_SCOPE_TENANT},

	{Role: access.Judge, Permission: "evaluation.score_sheet.create", Scope: accessv1.Scope_SCOPE_SUBTREE},
	{Role: access.Judge, Permission: permitSeeSheet, Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Judge, Permission: "evaluation.score_sheet.update", Scope: accessv1.Scope_SCOPE_SELF},
	{Role: access.Judge, Permission: "evaluation.score_sheet.submit", Scope: accessv1.Scope_SCOPE_SELF},
}
