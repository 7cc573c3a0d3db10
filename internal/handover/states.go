package handover

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a hand-over stands; the words are those of haolinju.dispatch.v1.HandOver.State without its prefix.
type State string

// The states of a hand-over.
const (
	Offered  State = "OFFERED"
	Accepted State = "ACCEPTED"
	Declined State = "DECLINED"
	Lapsed   State = "LAPSED"
)

// Verb is what is done to a hand-over.
type Verb string

// The verbs.
const (
	Accept  Verb = "accept"
	Decline Verb = "decline"
	Lapse   Verb = "lapse" // the duty has come to its end
)

const events = "haolinju.dispatch.hand_over."

// Steps is the life of a hand-over.
var Steps = lifecycle.Table[State, Verb]{
	{From: Offered, Do: Accept, To: Accepted, Who: permitAnswer, Emits: events + "accepted.v1"},
	{From: Offered, Do: Decline, To: Declined, Who: permitAnswer, Emits: events + "declined.v1"},
	{From: Offered, Do: Lapse, To: Lapsed, Who: permitOffer},
}
