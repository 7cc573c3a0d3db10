package evaluation

import (
	"slices"
	"strings"

	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// CampaignState is the phase of a campaign.
type CampaignState string

// The phases in their order.
const (
	Draft       CampaignState = "DRAFT"
	Nominating  CampaignState = "NOMINATION"
	Reviewing   CampaignState = "REVIEW"
	Voting      CampaignState = "VOTE"
	InPublicity CampaignState = "PUBLICITY"
	Objecting   CampaignState = "OBJECTION"
	Awarded     CampaignState = "AWARDED"
	Cancelled   CampaignState = "CANCELLED"
)

// CampaignVerb moves a campaign.
type CampaignVerb string

// The verbs of a campaign, as they stand in the URL.
const (
	Open    CampaignVerb = "open"
	Advance CampaignVerb = "advance"
	Publish CampaignVerb = "publish"
	Award   CampaignVerb = "award"
	Cancel  CampaignVerb = "cancel"
)

// CampaignVerbs are all verbs of a campaign in the order of its life.
var CampaignVerbs = []CampaignVerb{Open, Advance, Publish, Award, Cancel}

// CampaignSteps is the life of a campaign. Which of the two ways out of REVIEW is open depends on the ballot.
var CampaignSteps = lifecycle.Table[CampaignState, CampaignVerb]{
	{From: Draft, Do: Open, To: Nominating, Who: "evaluation.campaign.open", Emits: "haolinju.evaluation.campaign.opened.v1"},
	{From: Nominating, Do: Advance, To: Reviewing, Who: "evaluation.campaign.advance", Emits: "haolinju.evaluation.campaign.advanced.v1"},
	{From: Reviewing, Do: Advance, To: Voting, Who: "evaluation.campaign.advance", Emits: "haolinju.evaluation.campaign.advanced.v1"},
	{From: Reviewing, Do: Publish, To: InPublicity, Who: "evaluation.campaign.publish", Emits: "haolinju.evaluation.campaign.published.v1"},
	{From: Voting, Do: Publish, To: InPublicity, Who: "evaluation.campaign.publish", Emits: "haolinju.evaluation.campaign.published.v1"},
	{From: InPublicity, Do: Advance, To: Objecting, Who: "evaluation.campaign.advance", Emits: "haolinju.evaluation.campaign.advanced.v1"},
	{From: Objecting, Do: Award, To: Awarded, Who: "evaluation.campaign.award", Emits: "haolinju.evaluation.campaign.awarded.v1"},
	{From: Draft, Do: Cancel, To: Cancelled, Who: "evaluation.campaign.cancel", Emits: "haolinju.evaluation.campaign.cancelled.v1"},
	{From: Nominating, Do: Cancel, To: Cancelled, Who: "evaluation.campaign.cancel", Emits: "haolinju.evaluation.campaign.cancelled.v1"},
	{From: Reviewing, Do: Cancel, To: Cancelled, Who: "evaluation.campaign.cancel", Emits: "haolinju.evaluation.campaign.cancelled.v1"},
	{From: Voting, Do: Cancel, To: Cancelled, Who: "evaluation.campaign.cancel", Emits: "haolinju.evaluation.campaign.cancelled.v1"},
	{From: InPublicity, Do: Cancel, To: Cancelled, Who: "evaluation.campaign.cancel", Emits: "haolinju.evaluation.campaign.cancelled.v1"},
	{From: Objecting, Do: Cancel, To: Cancelled, Who: "evaluation.campaign.cancel", Emits: "haolinju.evaluation.campaign.cancelled.v1"},
}

// NominationState is how far a nomination has come.
type NominationState string

// The states of a nomination.
const (
	Submitted  NominationState = "SUBMITTED"
	Accepted   NominationState = "ACCEPTED"
	Rejected   NominationState = "REJECTED"
	Withdrawn  NominationState = "WITHDRAWN"
	Proposed   NominationState = "PROPOSED"
	PassedOver NominationState = "PASSED_OVER"
	Excluded   NominationState = "EXCLUDED"
	Honoured   NominationState = "HONOURED"
)

// NominationVerb moves a nomination.
type NominationVerb string

// The verbs of a nomination. Screen is one call with two outcomes; the last four are effects of other calls.
const (
	Accept   NominationVerb = "screen_accept"
	Reject   NominationVerb = "screen_reject"
	Withdraw NominationVerb = "withdraw"
	Propose  NominationVerb = "propose"
	PassOver NominationVerb = "pass_over"
	Exclude  NominationVerb = "exclude"
	Confer   NominationVerb = "honour"
)

// NominationSteps is the life of a nomination.
var NominationSteps = lifecycle.Table[NominationState, NominationVerb]{
	{From: Submitted, Do: Accept, To: Accepted, Who: "evaluation.nomination.screen", Emits: "haolinju.evaluation.nomination.accepted.v1"},
	{From: Submitted, Do: Reject, To: Rejected, Who: "evaluation.nomination.screen", Emits: "haolinju.evaluation.nomination.rejected.v1"},
	{From: Submitted, Do: Withdraw, To: Withdrawn, Who: "evaluation.nomination.withdraw", Emits: "haolinju.evaluation.nomination.withdrawn.v1"},
	{From: Accepted, Do: Withdraw, To: Withdrawn, Who: "evaluation.nomination.withdraw", Emits: "haolinju.evaluation.nomination.withdrawn.v1"},
	{From: Proposed, Do: Withdraw, To: Withdrawn, Who: "evaluation.nomination.withdraw", Emits: "haolinju.evaluation.nomination.withdrawn.v1"},
	{From: Accepted, Do: Propose, To: Proposed, Who: "evaluation.campaign.publish"},
	{From: Accepted, Do: PassOver, To: PassedOver, Who: "evaluation.campaign.publish"},
	{From: Proposed, Do: Exclude, To: Excluded, Who: "evaluation.objection.resolve", Emits: "haolinju.evaluation.nomination.excluded.v1"},
	{From: Proposed, Do: Confer, To: Honoured, Who: "evaluation.campaign.award", Emits: "haolinju.evaluation.honour.awarded.v1"},
}

// ObjectionState is whether an objection has been decided.
type ObjectionState string

// The states of an objection.
const (
	ObjectionOpen      ObjectionState = "OPEN"
	ObjectionUpheld    ObjectionState = "UPHELD"
	ObjectionDismissed ObjectionState = "DISMISSED"
)

// ObjectionVerb decides an objection.
type ObjectionVerb string

// The outcomes of the verb resolve.
const (
	Uphold  ObjectionVerb = "resolve_uphold"
	Dismiss ObjectionVerb = "resolve_dismiss"
)

// ObjectionSteps is the life of an objection.
var ObjectionSteps = lifecycle.Table[ObjectionState, ObjectionVerb]{
	{From: ObjectionOpen, Do: Uphold, To: ObjectionUpheld, Who: "evaluation.objection.resolve", Emits: "haolinju.evaluation.objection.upheld.v1"},
	{From: ObjectionOpen, Do: Dismiss, To: ObjectionDismissed, Who: "evaluation.objection.resolve", Emits: "haolinju.evaluation.objection.dismissed.v1"},
}

// HonourState is whether an honour stands.
type HonourState string

// The states of an honour.
const (
	Valid   HonourState = "VALID"
	Revoked HonourState = "REVOKED"
)

// HonourVerb changes an honour.
type HonourVerb string

// Revoke takes an honour back.
const Revoke HonourVerb = "revoke"

// HonourSteps is the life of an honour.
var HonourSteps = lifecycle.Table[HonourState, HonourVerb]{
	{From: Valid, Do: Revoke, To: Revoked, Who: "evaluation.honour.revoke", Emits: "haolinju.evaluation.honour.revoked.v1"},
}

// during names the phases in which each call on the parts of a campaign is allowed.
var during = []struct {
	do     string
	phases []CampaignState
}{
	{"create_criterion", []CampaignState{Draft}},
	{"nominate", []CampaignState{Nominating}},
	{"screen", []CampaignState{Nominating, Reviewing}},
	{"withdraw", []CampaignState{Nominating, Reviewing, Voting, InPublicity, Objecting}},
	{"score", []CampaignState{Reviewing, Voting}},
	{"object", []CampaignState{InPublicity, Objecting}},
	{"resolve", []CampaignState{InPublicity, Objecting}},
}

// inPhase is nil if the phase allows the call, and else names what it does allow.
func inPhase(phase CampaignState, do string) error {
	var allowed []string
	for _, row := range during {
		if slices.Contains(row.phases, phase) {
			if row.do == do {
				return nil
			}
			allowed = append(allowed, row.do)
		}
	}
	slices.Sort(allowed)
	return lifecycle.ErrWrongState.With("state", string(phase)).With("allowed", strings.Join(allowed, ","))
}
