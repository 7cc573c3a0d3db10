package duty

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State says whether a version counts; the words are those of the contract without their prefix.
type State string

// The states of a version.
const (
	Published State = "PUBLISHED"
	Cancelled State = "CANCELLED"
)

// Verb moves a version.
type Verb string

// Cancel takes a version back that has not started.
const Cancel Verb = "cancel"

// Steps is the life of a version.
var Steps = lifecycle.Table[State, Verb]{
	{From: Published, Do: Cancel, To: Cancelled, Who: permitManage, Emits: "haolinju.dispatch.duty_catalogue.cancelled.v1"},
}
