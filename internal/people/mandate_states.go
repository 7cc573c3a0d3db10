package people

import (
	"time"

	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// MandateState is how far a mandate has come; the words are those of the contract without their prefix.
type MandateState string

// The states of a mandate.
const (
	MandateRequested MandateState = "REQUESTED"
	MandateActive    MandateState = "ACTIVE"
	MandateRejected  MandateState = "REJECTED"
	MandateEnded     MandateState = "ENDED"
	MandateExpired   MandateState = "EXPIRED"
)

// MandateVerb moves a mandate.
type MandateVerb string

// The verbs of a mandate. ExpireMandate is no call: the clock does it, or a newer mandate of the same two.
const (
	ConsentMandate MandateVerb = "consent"
	ConfirmMandate MandateVerb = "confirm"
	RejectMandate  MandateVerb = "reject"
	EndMandate     MandateVerb = "end"
	ExpireMandate  MandateVerb = "expire"
)

// MandateSteps is the life of a mandate.
var MandateSteps = lifecycle.Table[MandateState, MandateVerb]{
	{From: MandateRequested, Do: ConsentMandate, To: MandateActive, Who: permitMandate, Emits: "haolinju.people.mandate.activated.v1"},
	{From: MandateRequested, Do: ConfirmMandate, To: MandateActive, Who: permitConfirmMandate, Emits: "haolinju.people.mandate.activated.v1"},
	{From: MandateRequested, Do: RejectMandate, To: MandateRejected, Who: permitConfirmMandate, Emits: "haolinju.people.mandate.rejected.v1"},
	{From: MandateRequested, Do: EndMandate, To: MandateEnded, Who: permitEndMandate, Emits: "haolinju.people.mandate.ended.v1"},
	{From: MandateRequested, Do: ExpireMandate, To: MandateExpired, Who: "people.mandate.expire", Emits: "haolinju.people.mandate.expired.v1"},
	{From: MandateActive, Do: EndMandate, To: MandateEnded, Who: permitEndMandate, Emits: "haolinju.people.mandate.ended.v1"},
	{From: MandateActive, Do: ExpireMandate, To: MandateExpired, Who: "people.mandate.expire", Emits: "haolinju.people.mandate.expired.v1"},
}

// stateAt is the state of a mandate at a time, whether or not the job has marked its end since.
func stateAt(m *ent.Mandate, now time.Time) MandateState {
	if state := MandateState(m.State); len(MandateSteps.From(state)) == 0 || m.ValidTo.After(now) {
		return state
	}
	return MandateExpired
}
