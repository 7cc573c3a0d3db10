package objection

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where an objection stands; the words are those of haolinju.dispatch.v1.Objection.State without its prefix.
type State string

// The states of an objection.
const (
	Pending   State = "PENDING"
	Upheld    State = "UPHELD"
	Overruled State = "OVERRULED"
	Lapsed    State = "LAPSED"
)

// Verb is what is done to an objection.
type Verb string

// The verbs.
const (
	Uphold   Verb = "uphold"
	Overrule Verb = "overrule"
	Lapse    Verb = "lapse" // its dispatch is called off
)

// Steps is the life of an objection. The events of its assignment tell of it.
var Steps = lifecycle.Table[State, Verb]{
	{From: Pending, Do: Uphold, To: Upheld, Who: permitDecide},
	{From: Pending, Do: Overrule, To: Overruled, Who: permitDecide},
	{From: Pending, Do: Lapse, To: Lapsed, Who: permitCancel},
}
