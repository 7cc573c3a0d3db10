package incident

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how an incident stands; the words are those of haolinju.intake.v1.Incident.State without its prefix.
type State string

// The states.
const (
	Open   State = "OPEN"   // 处置中
	Closed State = "CLOSED" // 已办结
)

// Verb is what is done to an incident, as in the path.
type Verb string

// The verbs.
const (
	Join   Verb = "join"
	Leave  Verb = "leave"
	Answer Verb = "answer"
	Close  Verb = "close"

	CloseSome Verb = "closeSome" // not all of its issues could be closed
)

const events = "haolinju.intake.incident."

type step = lifecycle.Step[State, Verb]

// Steps is every move of an incident.
var Steps = lifecycle.Table[State, Verb]{
	{From: Open, Do: Join, To: Open, Who: permitManage, Emits: events + "joined.v1"},
	{From: Open, Do: Leave, To: Open, Who: permitManage, Emits: events + "left.v1"},
	{From: Open, Do: Answer, To: Open, Who: permitAnswer, Emits: events + "answered.v1"},
	{From: Open, Do: Close, To: Closed, Who: permitClose, Emits: events + "closed.v1"},
	{From: Open, Do: CloseSome, To: Open, Who: permitClose, Emits: events + "partly_closed.v1"},
}
