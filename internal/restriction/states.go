package restriction

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is how far a restriction has come; the words are those of the contract without their prefix.
type State string

// The states of a restriction.
const (
	Active   State = "ACTIVE"
	Appealed State = "APPEALED"
	Upheld   State = "UPHELD"
	Lifted   State = "LIFTED"
	Expired  State = "EXPIRED"
)

// Verb moves a restriction.
type Verb string

// The verbs of a restriction. Expire is no call: the clock does it.
const (
	Appeal Verb = "appeal"
	Grant  Verb = "grantAppeal"
	Deny   Verb = "denyAppeal"
	Lift   Verb = "lift"
	Expire Verb = "expire"
)

const permitExpire = "restriction.restriction.expire"

// Steps is the life of a restriction.
var Steps = lifecycle.Table[State, Verb]{
	{From: Active, Do: Appeal, To: Appealed, Who: permitAppeal, Emits: "haolinju.restriction.restriction.appealed.v1"},
	{From: Appealed, Do: Grant, To: Lifted, Who: permitDecide, Emits: "haolinju.restriction.restriction.appeal_granted.v1"},
	{From: Appealed, Do: Deny, To: Upheld, Who: permitDecide, Emits: "haolinju.restriction.restriction.appeal_denied.v1"},
	{From: Active, Do: Lift, To: Lifted, Who: permitLift, Emits: "haolinju.restriction.restriction.lifted.v1"},
	{From: Appealed, Do: Lift, To: Lifted, Who: permitLift, Emits: "haolinju.restriction.restriction.lifted.v1"},
	{From: Upheld, Do: Lift, To: Lifted, Who: permitLift, Emits: "haolinju.restriction.restriction.lifted.v1"},
	{From: Active, Do: Expire, To: Expired, Who: permitExpire, Emits: "haolinju.restriction.restriction.expired.v1"},
	{From: Appealed, Do: Expire, To: Expired, Who: permitExpire, Emits: "haolinju.restriction.restriction.expired.v1"},
	{From: Upheld, Do: Expire, To: Expired, Who: permitExpire, Emits: "haolinju.restriction.restriction.expired.v1"},
}
