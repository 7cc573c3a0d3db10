package roster

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a roster stands; the words are those of haolinju.dispatch.v1.DutyRoster.State without its prefix.
type State string

// The states of a roster.
const (
	Published State = "PUBLISHED"
	Cancelled State = "CANCELLED"
)

// Verb is what is done to a roster, as in the path.
type Verb string

// Cancel takes it back.
const Cancel Verb = "cancel"

// Steps is every move of a roster.
var Steps = lifecycle.Table[State, Verb]{
	{From: Published, Do: Cancel, To: Cancelled, Who: permitManage, Emits: "haolinju.dispatch.duty_roster.cancelled.v1"},
}

// ShiftState is where a shift stands; the words are those of haolinju.dispatch.v1.DutyShift.State without its prefix.
type ShiftState string

// The states of a shift.
const (
	Planned        ShiftState = "PLANNED"
	Offered        ShiftState = "OFFERED"
	ShiftCancelled ShiftState = "CANCELLED"
)

// ShiftVerb is what is done to a shift, as in the path.
type ShiftVerb string

// The verbs of a shift.
const (
	Offer   ShiftVerb = "offer"
	Take    ShiftVerb = "take"
	Decline ShiftVerb = "decline"
	Drop    ShiftVerb = "drop" // its roster is cancelled, which tells of it
)

const shiftEvents = "haolinju.dispatch.duty_shift."

// ShiftSteps is every move of a shift.
var ShiftSteps = lifecycle.Table[ShiftState, ShiftVerb]{
	{From: Planned, Do: Offer, To: Offered, Who: permitSwap, Emits: shiftEvents + "offered.v1"},
	{From: Offered, Do: Take, To: Planned, Who: permitSwap, Emits: shiftEvents + "taken.v1"},
	{From: Offered, Do: Decline, To: Planned, Who: permitSwap, Emits: shiftEvents + "declined.v1"},

	{From: Planned, Do: Drop, To: ShiftCancelled, Who: permitManage},
	{From: Offered, Do: Drop, To: ShiftCancelled, Who: permitManage},
}
