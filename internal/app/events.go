package app

import "github.com/haolinju/haolinju/internal/integration"

// readers are the permissions by which the records are read that events tell of, by the kind of the event. Of operations only
// their owner hears, by waiting for them; of a consent nobody, for its person alone reads it.
var readers = map[string]string{
	"haolinju.administration.dictionary":       integration.Everybody,
	"haolinju.administration.dictionary_entry": integration.Everybody,
	"haolinju.administration.setting":          "administration.setting.get",
	"haolinju.booking.booking":                 "booking.booking.get",
	"haolinju.booking.resource":                "booking.resource.get",
	"haolinju.booking.share_window":            "booking.resource.get",
	"haolinju.directory.boundary_plan":         "directory.boundary.read",
	"haolinju.directory.category":              integration.Everybody,
	"haolinju.directory.divisions":             integration.Everybody,
	"haolinju.directory.membership":            "directory.membership.read",
	"haolinju.directory.place":                 "directory.household.read",
	"haolinju.directory.role":                  "directory.role.read",
	"haolinju.directory.substitution":          "directory.substitution.read",
	"haolinju.directory.unit":                  integration.Everybody,
	"haolinju.dispatch.assignment":             "dispatch.assignment.get",
	"haolinju.dispatch.clock":                  "dispatch.clock.get",
	"haolinju.dispatch.dispatch":               "dispatch.dispatch.get",
	"haolinju.evaluation.campaign":             "evaluation.campaign.view",
	"haolinju.evaluation.criterion":            "evaluation.campaign.view",
	"haolinju.evaluation.honour":               "evaluation.campaign.view",
	"haolinju.evaluation.nomination":           "evaluation.nomination.view",
	"haolinju.evaluation.objection":            "evaluation.objection.view",
	"haolinju.evaluation.score_sheet":          "evaluation.score_sheet.view",
	"haolinju.identity.api_client":             "identity.api_client.read",
	"haolinju.insight.exclusion":               "insight.exclusion.get",
	"haolinju.intake.issue":                    "intake.issue.get",
	"haolinju.intake.voice":                    "intake.issue.get",
	"haolinju.media.attachment":                "media.attachment.get",
	"haolinju.notice.delivery":                 "notice.delivery.get",
	"haolinju.people.mandate":                  "people.mandate.read",
	"haolinju.people.person_merge":             "people.merge.read",
	"haolinju.people.verification":             "people.verification.read",
	"haolinju.privacy.data_request":            "privacy.request.read",
	"haolinju.privacy.privacy_notice":          integration.Everybody,
	"haolinju.restriction.restriction":         "restriction.restriction.get",
}
