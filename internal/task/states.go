package task

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how a task stands; the words are those of haolinju.intake.v1.Task.State without its prefix.
type State string

// The states.
const (
	Open      State = "OPEN"      // 待办
	Done      State = "DONE"      // 已完成
	Cancelled State = "CANCELLED" // 已取消
)

// Verb is what is done to a task, as in the path.
type Verb string

// The verbs.
const (
	Update   Verb = "update"
	Complete Verb = "complete"
	Cancel   Verb = "cancel"
	Lapse    Verb = "lapse" // its issue is over
)

// step is one move of a task.
type step = lifecycle.Step[State, Verb]

const events = "haolinju.intake.task."

// Steps is every move of a task.
var Steps = lifecycle.Table[State, Verb]{
	{From: Open, Do: Update, To: Open, Who: permitManage, Emits: events + "updated.v1"},
	{From: Open, Do: Complete, To: Done, Who: permitComplete, Emits: events + "completed.v1"},
	{From: Open, Do: Cancel, To: Cancelled, Who: permitManage, Emits: events + "cancelled.v1"},
	{From: Open, Do: Lapse, To: Cancelled, Who: "intake.task.follow", Emits: events + "cancelled.v1"},
}
