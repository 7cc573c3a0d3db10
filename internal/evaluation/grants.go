package evaluation

import (
	"slices"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	"github.com/haolinju/haolinju/internal/platform/access"
)

// The permissions that rules ask for by name; the others stand in the contract and in the state tables alone.
const (
	permitSeeCampaign   = "evaluation.campaign.view"
	permitPublish       = "evaluation.campaign.publish"
	permitScreen        = "evaluation.nomination.screen"
	permitSeeNomination = "evaluation.nomination.view"
	permitSeeObjection  = "evaluation.objection.view"
	permitRevoke        = "evaluation.honour.revoke"
)

// What the roles may do, by kind of work.
var (
	see     = []string{permitSeeCampaign, permitSeeNomination, permitSeeObjection}
	prepare = []string{"evaluation.campaign.create", "evaluation.campaign.open", "evaluation.campaign.advance",
		"evaluation.campaign.cancel", permitScreen}
	decide = []string{permitPublish, "evaluation.campaign.award", "evaluation.objection.resolve", permitRevoke}
	// takePart is open to everybody who has signed in, for himself.
	takePart = []string{"evaluation.nomination.create", permitSeeNomination, "evaluation.nomination.withdraw",
		"evaluation.objection.create", permitSeeObjection}
)

// Grants is what the seeded roles may do.
var Grants = slices.Concat(
	grant(access.Resident, accessv1.Scope_SCOPE_SELF, takePart),
	grant(access.Liaison, accessv1.Scope_SCOPE_SELF, takePart),
	grant(access.ResourceOwner, accessv1.Scope_SCOPE_SELF, takePart),

	grant(access.CommunityWorker, accessv1.Scope_SCOPE_SELF, takePart),
	grant(access.CommunityWorker, accessv1.Scope_SCOPE_UNIT, see, prepare),

	grant(access.Dispatcher, accessv1.Scope_SCOPE_SELF, takePart),
	grant(access.Dispatcher, accessv1.Scope_SCOPE_SUBTREE, see, prepare),

	grant(access.StreetLeader, accessv1.Scope_SCOPE_SELF, takePart),
	grant(access.StreetLeader, accessv1.Scope_SCOPE_SUBTREE, see, prepare, decide),

	grant(access.Judge, accessv1.Scope_SCOPE_SELF, takePart),
	grant(access.Judge, accessv1.Scope_SCOPE_SUBTREE, []string{permitSeeNomination}),

	grant(access.SystemAdmin, accessv1.Scope_SCOPE_TENANT, see, prepare, decide),
	grant(access.AuditAdmin, accessv1.Scope_SCOPE_TENANT, see),
)

func grant(role string, scope accessv1.Scope, works ...[]string) []access.Grant {
	var grants []access.Grant
	for _, permission := range slices.Concat(works...) {
		grants = append(grants, access.Grant{Role: role, Permission: permission, Scope: scope})
	}
	return grants
}
