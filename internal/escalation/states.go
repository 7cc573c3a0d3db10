package escalation

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where an escalation stands; the words are those of haolinju.dispatch.v1.Escalation.State without its prefix.
type State string

// The states of an escalation.
const (
	Pending    State = "PENDING"
	Instructed State = "INSTRUCTED"
	Reassigned State = "REASSIGNED"
	Lapsed     State = "LAPSED"
)

// Verb is what is done to an escalation.
type Verb string

// The verbs.
const (
	Instruct Verb = "instruct" // it goes back with an instruction
	Reassign Verb = "reassign" // and with another lead
	Lapse    Verb = "lapse"    // its dispatch is called off
)

// Steps is the life of an escalation. The events of its dispatch tell of it.
var Steps = lifecycle.Table[State, Verb]{
	{From: Pending, Do: Instruct, To: Instructed, Who: permitDecide},
	{From: Pending, Do: Reassign, To: Reassigned, Who: permitDecide},
	{From: Pending, Do: Lapse, To: Lapsed, Who: permitCancel},
}
