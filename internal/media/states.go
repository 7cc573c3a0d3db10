package media

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where an attachment stands; the words are those of haolinju.media.v1.Attachment.State without its prefix.
type State string

// The states of an attachment.
const (
	Pending  State = "PENDING"  // waits for its content
	Ready    State = "READY"    // kept
	Rejected State = "REJECTED" // refused; nothing is kept
	Lost     State = "LOST"     // the store has lost it
)

// Verb moves an attachment from one state to another.
type Verb string

// The verbs of an attachment. FinishAttachment accepts or rejects, as the verdict is.
const (
	Accept Verb = "accept"
	Reject Verb = "reject"
	Redact Verb = "redact"
	Reveal Verb = "reveal"
	Lose   Verb = "lose"
)

const event = "haolinju.media.attachment."

// Steps is the life of an attachment.
var Steps = lifecycle.Table[State, Verb]{
	{From: Pending, Do: Accept, To: Ready, Who: permitCreate, Emits: event + "ready.v1"},
	{From: Pending, Do: Reject, To: Rejected, Who: permitCreate, Emits: event + "rejected.v1"},
	{From: Ready, Do: Redact, To: Ready, Who: permitRedact, Emits: event + "redacted.v1"},
	{From: Ready, Do: Reveal, To: Ready, Who: permitReveal},
	{From: Ready, Do: Lose, To: Lost, Who: actSweep, Emits: event + "lost.v1"},
}
