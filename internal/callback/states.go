package callback

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how far a task has come; the words are those of the contract without their prefix.
type State string

// The states of a task.
const (
	Waiting   State = "WAITING"
	Open      State = "OPEN"
	Done      State = "DONE"
	Unreached State = "UNREACHED"
	Passed    State = "PASSED"
	Cancelled State = "CANCELLED"
)

// Verb moves a task. Claim and Release are calls; the others follow from the draw, from callbacks and from the issue.
type Verb string

// The verbs of a task.
const (
	Claim   Verb = "claim"
	Release Verb = "release"
	Draw    Verb = "draw"
	Pass    Verb = "pass"
	Answer  Verb = "answer"
	Miss    Verb = "miss"
	GiveUp  Verb = "giveUp"
	Cancel  Verb = "cancel"
)

const taskEvent = "haolinju.intake.callback_task."

// Steps is the life of a task.
var Steps = lifecycle.Table[State, Verb]{
	{From: Waiting, Do: Draw, To: Open, Who: permitDraw, Emits: taskEvent + "drawn.v1"},
	{From: Waiting, Do: Pass, To: Passed, Who: permitDraw, Emits: taskEvent + "passed.v1"},
	{From: Waiting, Do: Answer, To: Done, Who: permitCall, Emits: taskEvent + "done.v1"},
	{From: Waiting, Do: Miss, To: Waiting, Who: permitCall, Emits: taskEvent + "missed.v1"},
	{From: Waiting, Do: Cancel, To: Cancelled, Who: permitDraw, Emits: taskEvent + "cancelled.v1"},
	{From: Open, Do: Claim, To: Open, Who: permitCall, Emits: taskEvent + "claimed.v1"},
	{From: Open, Do: Release, To: Open, Who: permitCall, Emits: taskEvent + "released.v1"},
	{From: Open, Do: Answer, To: Done, Who: permitCall, Emits: taskEvent + "done.v1"},
	{From: Open, Do: Miss, To: Open, Who: permitCall, Emits: taskEvent + "missed.v1"},
	{From: Open, Do: GiveUp, To: Unreached, Who: permitCall, Emits: taskEvent + "given_up.v1"},
	{From: Open, Do: Cancel, To: Cancelled, Who: permitDraw, Emits: taskEvent + "cancelled.v1"},
}
