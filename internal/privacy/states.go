package privacy

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a request stands; the words are those of haolinju.privacy.v1.DataRequest.State without its prefix.
type State string

// The states of a request.
const (
	Requested State = "REQUESTED" // waits until staff have established who asks
	Verified  State = "VERIFIED"  // waits for the job
	Completed State = "COMPLETED"
	Refused   State = "REFUSED"
	Withdrawn State = "WITHDRAWN"
)

// Verb moves a request from one state to another.
type Verb string

// The verbs.
const (
	Verify   Verb = "verify"
	Refuse   Verb = "refuse"
	Withdraw Verb = "withdraw"
	Fulfil   Verb = "fulfil" // the job
)

const requestEvent = "haolinju.privacy.data_request."

// RequestSteps is the life of a request.
var RequestSteps = lifecycle.Table[State, Verb]{
	{From: Requested, Do: Verify, To: Verified, Who: permitDecide, Emits: requestEvent + "verified.v1"},
	{From: Requested, Do: Refuse, To: Refused, Who: permitDecide, Emits: requestEvent + "refused.v1"},
	{From: Verified, Do: Refuse, To: Refused, Who: permitDecide, Emits: requestEvent + "refused.v1"},
	{From: Requested, Do: Withdraw, To: Withdrawn, Who: permitCreate, Emits: requestEvent + "withdrawn.v1"},
	{From: Verified, Do: Withdraw, To: Withdrawn, Who: permitCreate, Emits: requestEvent + "withdrawn.v1"},
	{From: Verified, Do: Fulfil, To: Completed, Who: permitFulfil, Emits: requestEvent + "completed.v1"},
}
