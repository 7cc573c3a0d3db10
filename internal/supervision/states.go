package supervision

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a supervision stands; the words are those of haolinju.dispatch.v1.Supervision.State without its prefix.
type State string

// The states.
const (
	Open     State = "OPEN"
	Replied  State = "REPLIED"
	Released State = "RELEASED"
)

// Verb is what is done to a supervision, as in the path.
type Verb string

// The verbs.
const (
	Reply   Verb = "reply"
	Release Verb = "release"
)

const events = "haolinju.dispatch.supervision."

// Steps is what callers may do to a supervision.
var Steps = lifecycle.Table[State, Verb]{
	{From: Open, Do: Reply, To: Replied, Who: permitReply, Emits: events + "replied.v1"},
	{From: Open, Do: Release, To: Released, Who: permitRelease, Emits: events + "released.v1"},
	{From: Replied, Do: Release, To: Released, Who: permitRelease, Emits: events + "released.v1"},
}

// The levels; the words are those of haolinju.dispatch.v1.Supervision.Level without its prefix.
const (
	reminder = "REMINDER"
	order    = "ORDER"
	district = "DISTRICT"
)
