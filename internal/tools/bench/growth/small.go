//go:build unix

package growth

import (
	"regexp"
	"strings"
)

// listing is how methods are called that show many rows.
var listing = regexp.MustCompile(`^(List|Search|Find)[A-Z]`)

// small are the lists that do not grow with what a district does, by why they do not.
var small = map[string]string{
	"what a district sets up": `administration.ListDictionaries administration.ListFeatures administration.ListSettings administration.ListSettingValues
		booking.ListResources booking.ListShareWindows bulk.ListMacros directory.ListBoundaryPlans directory.ListCategories directory.ListCategoryRevisions
		directory.ListRoleRevisions directory.ListRoles directory.ListUnitHistory directory.ListUnits directory.ListWorkCalendars dispatch.ListDutyCatalogues
		dispatch.ListRoutingRules evaluation.ListCampaigns evaluation.ListCriteria identity.ListApiClients insight.ListRatePolicies moderation.ListWordLists
		notice.ListMessageQuotas privacy.ListPrivacyNotices`,
	"of its offices":                       "directory.ListMemberships directory.ListSubstitutions dispatch.ListAbsences dispatch.ListCapacities",
	"of one person":                        "identity.ListSessions integration.ListOperations intake.ListFollowings intake.ListSavedFilters intake.ListIssueImports people.ListMandates people.ListPersonMerges privacy.ListConsents privacy.ListReadings",
	"of one file, or one campaign":         "evaluation.ListObjections intake.ListImportProblems",
	"a row for a day, or a unit's month":   "insight.ListDwellTimes insight.ListPublicHeatCells insight.ListRates intake.ListCallbackDraws intake.ListSuggestionRates privacy.ListRetentionRuns",
	"what may be done next, by the tables": "booking.ListBookingActions dispatch.ListAssignmentActions dispatch.ListDispatchActions evaluation.ListCampaignActions intake.ListIssueActions",
}

// isSmall says whether a method of a package, such as directory.ListUnits, is one of them.
func isSmall(method string) bool {
	for _, methods := range small {
		for name := range strings.FieldsSeq(methods) {
			if name == method {
				return true
			}
		}
	}
	return false
}
