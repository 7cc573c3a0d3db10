package consultation

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a consultation stands; the words are those of haolinju.dispatch.v1.Consultation.State without its prefix.
type State string

// The states of a consultation.
const (
	Open      State = "OPEN"
	Concluded State = "CONCLUDED"
	Withdrawn State = "WITHDRAWN"
)

// Verb is what is done to a consultation.
type Verb string

// The verbs.
const (
	Give     Verb = "give" // an opinion
	Conclude Verb = "conclude"
	Withdraw Verb = "withdraw"
)

// step is one move of a consultation.
type step = lifecycle.Step[State, Verb]

const events = "haolinju.dispatch.consultation."

// Steps is the life of a consultation.
var Steps = lifecycle.Table[State, Verb]{
	{From: Open, Do: Give, To: Open, Who: permitGive, Emits: events + "opinion_given.v1"},
	{From: Open, Do: Conclude, To: Concluded, Who: permitConclude, Emits: events + "concluded.v1"},
	{From: Open, Do: Withdraw, To: Withdrawn, Who: permitConclude, Emits: events + "withdrawn.v1"},
}
