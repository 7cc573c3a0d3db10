package territory

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how far a plan has come; the words are those of the contract without their prefix.
type State string

// The states of a plan.
const (
	Draft     State = "DRAFT"
	Published State = "PUBLISHED"
	Cancelled State = "CANCELLED"
)

// Verb moves a plan.
type Verb string

// The verbs of a plan.
const (
	Draw    Verb = "draw"
	Publish Verb = "publish"
	Cancel  Verb = "cancel"
)

// Steps is the life of a plan.
var Steps = lifecycle.Table[State, Verb]{
	{From: Draft, Do: Draw, To: Draft, Who: permitManage, Emits: "haolinju.directory.boundary_plan.drawn.v1"},
	{From: Draft, Do: Publish, To: Published, Who: permitManage, Emits: "haolinju.directory.boundary_plan.published.v1"},
	{From: Draft, Do: Cancel, To: Cancelled, Who: permitManage, Emits: "haolinju.directory.boundary_plan.cancelled.v1"},
	{From: Published, Do: Cancel, To: Cancelled, Who: permitManage, Emits: "haolinju.directory.boundary_plan.cancelled.v1"},
}
