package people

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how far a verification has come; the words are those of the contract without their prefix.
type State string

// The states of a verification.
const (
	Requested State = "REQUESTED"
	Confirmed State = "CONFIRMED"
	Rejected  State = "REJECTED"
	Revoked   State = "REVOKED"
	Expired   State = "EXPIRED"
)

// Verb moves a verification.
type Verb string

// The verbs of a verification. Expire is no call: the clock does it, or a newer confirmation of the same.
const (
	Confirm Verb = "confirm"
	Reject  Verb = "reject"
	Revoke  Verb = "revoke"
	Expire  Verb = "expire"
)

// Steps is the life of a verification.
var Steps = lifecycle.Table[State, Verb]{
	{From: Requested, Do: Confirm, To: Confirmed, Who: permitDecide, Emits: "haolinju.people.verification.confirmed.v1"},
	{From: Requested, Do: Reject, To: Rejected, Who: permitDecide, Emits: "haolinju.people.verification.rejected.v1"},
	{From: Confirmed, Do: Revoke, To: Revoked, Who: permitDecide, Emits: "haolinju.people.verification.revoked.v1"},
	{From: Confirmed, Do: Expire, To: Expired, Who: "people.verification.expire", Emits: "haolinju.people.verification.expired.v1"},
}
