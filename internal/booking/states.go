package booking

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a booking stands; the words are those of haolinju.booking.v1.Booking.State without its prefix.
type State string

// The states of a booking.
const (
	Confirmed State = "CONFIRMED" // the slot is the booker's
	Cancelled State = "CANCELLED" // the slot is free again
)

// Verb moves a booking from one state to another.
type Verb string

// Cancel gives the slot free.
const Cancel Verb = "cancel"

// Steps is the life of a booking.
var Steps = lifecycle.Table[State, Verb]{
	{From: Confirmed, Do: Cancel, To: Cancelled, Who: permitCancel, Emits: "haolinju.booking.booking.cancelled.v1"},
}
