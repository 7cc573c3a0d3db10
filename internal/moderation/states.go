package moderation

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how far a case has come; the words are those of the contract without their prefix.
type State string

// The states of a case.
const (
	Open      State = "OPEN"      // 待领取
	Claimed   State = "CLAIMED"   // 审核中
	Upheld    State = "UPHELD"    // 成立
	Dismissed State = "DISMISSED" // 不成立
)

// Verb moves a case.
type Verb string

// The verbs of a case.
const (
	Claim   Verb = "claim"
	Uphold  Verb = "uphold"
	Dismiss Verb = "dismiss"
)

// step is one move of a case.
type step = lifecycle.Step[State, Verb]

const caseEvent = "haolinju.moderation.case."

// Steps is the life of a case. Who claims one anew takes it over.
var Steps = lifecycle.Table[State, Verb]{
	{From: Open, Do: Claim, To: Claimed, Who: permitDecide, Emits: caseEvent + "claimed.v1"},
	{From: Claimed, Do: Claim, To: Claimed, Who: permitDecide, Emits: caseEvent + "claimed.v1"},
	{From: Claimed, Do: Uphold, To: Upheld, Who: permitDecide, Emits: caseEvent + "upheld.v1"},
	{From: Claimed, Do: Dismiss, To: Dismissed, Who: permitDecide, Emits: caseEvent + "dismissed.v1"},
}
