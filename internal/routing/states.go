package routing

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is what became of a proposal; the words are those of the contract without their prefix.
type State string

// The states of a proposal.
const (
	Open      State = "OPEN"
	Accepted  State = "ACCEPTED"
	Dismissed State = "DISMISSED"
	Lapsed    State = "LAPSED"
)

// Verb moves a proposal. Accept and Dismiss are calls; Lapse follows from the issue.
type Verb string

// The verbs of a proposal.
const (
	Accept  Verb = "accept"
	Dismiss Verb = "dismiss"
	Lapse   Verb = "lapse"
)

const proposalEvent = "haolinju.dispatch.route_proposal."

// Steps is the life of a proposal.
var Steps = lifecycle.Table[State, Verb]{
	{From: Open, Do: Accept, To: Accepted, Who: permitDecide, Emits: proposalEvent + "accepted.v1"},
	{From: Open, Do: Dismiss, To: Dismissed, Who: permitDecide, Emits: proposalEvent + "dismissed.v1"},
	{From: Open, Do: Lapse, To: Lapsed, Who: permitSee, Emits: proposalEvent + "lapsed.v1"},
}
