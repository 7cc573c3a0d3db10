package rating

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a rating stands; the words are those of haolinju.dispatch.v1.Rating.State without its prefix.
type State string

// The states of a rating.
const (
	Given     State = "GIVEN"
	Published State = "PUBLISHED"
	Appealed  State = "APPEALED"
	Confirmed State = "CONFIRMED"
	SetAside  State = "SET_ASIDE"
)

// Verb is what is done to a rating.
type Verb string

// The verbs.
const (
	Change  Verb = "change"  // the same side gives other scores
	Publish Verb = "publish" // both are given, or the period is over
	Appeal  Verb = "appeal"
	Confirm Verb = "confirm"
	Exclude Verb = "setAside"
)

const events = "haolinju.dispatch.rating."

// Steps is the life of a rating.
var Steps = lifecycle.Table[State, Verb]{
	{From: Given, Do: Change, To: Given, Who: permitRateCall, Emits: events + "changed.v1"},
	{From: Given, Do: Publish, To: Published, Who: permitRateCall, Emits: events + "published.v1"},
	{From: Published, Do: Appeal, To: Appealed, Who: permitAppeal, Emits: events + "appealed.v1"},
	{From: Published, Do: Exclude, To: SetAside, Who: permitReview, Emits: events + "set_aside.v1"},
	{From: Appealed, Do: Confirm, To: Confirmed, Who: permitReview, Emits: events + "confirmed.v1"},
	{From: Appealed, Do: Exclude, To: SetAside, Who: permitReview, Emits: events + "set_aside.v1"},
}
