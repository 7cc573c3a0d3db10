package insight

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how far an exclusion has come; the words are those of the contract without their prefix.
type State string

// The states of an exclusion.
const (
	Requested State = "REQUESTED"
	Approved  State = "APPROVED"
	Rejected  State = "REJECTED"
	Withdrawn State = "WITHDRAWN"
)

// Verb moves an exclusion.
type Verb string

// The verbs of an exclusion.
const (
	Approve  Verb = "approve"
	Reject   Verb = "reject"
	Withdraw Verb = "withdraw"
)

// Steps is the life of an exclusion.
var Steps = lifecycle.Table[State, Verb]{
	{From: Requested, Do: Approve, To: Approved, Who: permitReview, Emits: "haolinju.insight.exclusion.approved.v1"},
	{From: Requested, Do: Reject, To: Rejected, Who: permitReview, Emits: "haolinju.insight.exclusion.rejected.v1"},
	{From: Requested, Do: Withdraw, To: Withdrawn, Who: permitExclude, Emits: "haolinju.insight.exclusion.withdrawn.v1"},
}
