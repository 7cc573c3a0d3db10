package retrospective

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a retrospective stands; the words are those of haolinju.dispatch.v1.Retrospective.State without its prefix.
type State string

// The states of a retrospective.
const (
	Open   State = "OPEN"
	Closed State = "CLOSED"
)

// Verb is what is done to a retrospective.
type Verb string

// The verbs.
const (
	Find   Verb = "addFinding"
	Follow Verb = "createFollowUp"
	Close  Verb = "close"
)

type step = lifecycle.Step[State, Verb]

const events, followUpEvents = "haolinju.dispatch.retrospective.", "haolinju.dispatch.follow_up."

// Steps is the life of a retrospective. That a follow-up was asked for is told of the follow-up.
var Steps = lifecycle.Table[State, Verb]{
	{From: Open, Do: Find, To: Open, Who: permitFind, Emits: events + "finding_added.v1"},
	{From: Open, Do: Follow, To: Open, Who: permitManage, Emits: followUpEvents + "created.v1"},
	{From: Open, Do: Close, To: Closed, Who: permitManage, Emits: events + "closed.v1"},
}

// FollowUpState is where a follow-up stands; the words are those of haolinju.dispatch.v1.FollowUp.State without its prefix.
type FollowUpState string

// The states of a follow-up.
const (
	Pending   FollowUpState = "OPEN"
	Done      FollowUpState = "DONE"
	Cancelled FollowUpState = "CANCELLED"
)

// FollowUpVerb is what is done to a follow-up.
type FollowUpVerb string

// The verbs.
const (
	Complete FollowUpVerb = "complete"
	Cancel   FollowUpVerb = "cancel"
)

// FollowUpSteps is the life of a follow-up.
var FollowUpSteps = lifecycle.Table[FollowUpState, FollowUpVerb]{
	{From: Pending, Do: Complete, To: Done, Who: permitComplete, Emits: followUpEvents + "completed.v1"},
	{From: Pending, Do: Cancel, To: Cancelled, Who: permitManage, Emits: followUpEvents + "cancelled.v1"},
}
