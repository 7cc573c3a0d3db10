package insight

import (
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions of the capability.
const (
	permitRates      = "insight.rate.get"
	permitSetPolicy  = "insight.rate_policy.set"
	permitExclude    = "insight.exclusion.create"
	permitExclusions = "insight.exclusion.get"
	permitReview     = "insight.exclusion.review"
	permitStays      = "insight.stay.get"
	permitRecurrence = "insight.recurrence.get"
)

// Grants are what the seeded roles may do: every unit sees how its own work is measured and asks for exclusions, whoever leads a
// sub-district decides them, and those who answer for the district see all of it.
var Grants = grants()

func grants() (all []access.Grant) {
	give := func(role string, scope accessv1.Scope, permissions ...string) {
		for _, p := range permissions {
			all = append(all, access.Grant{Role: role, Permission: p, Scope: scope})
		}
	}
	give(access.Liaison, accessv1.Scope_SCOPE_UNIT, permitRates, permitExclude, permitExclusions, permitStays)
	give(access.CommunityWorker, accessv1.Scope_SCOPE_SUBTREE, permitRates, permitExclude, permitExclusions, permitStays)
	give(access.Dispatcher, accessv1.Scope_SCOPE_SUBTREE, permitRates, permitExclude, permitExclusions, permitStays, permitRecurrence)
	give(access.StreetLeader, accessv1.Scope_SCOPE_SUBTREE, permitRates, permitExclusions, permitReview, permitStays, permitRecurrence)
	give(access.SystemAdmin, accessv1.Scope_SCOPE_TENANT, permitRates, permitSetPolicy, permitExclusions, permitStays, permitRecurrence)
	give(access.AuditAdmin, accessv1.Scope_SCOPE_TENANT, permitRates, permitExclusions, permitStays, permitRecurrence)
	return all
}
