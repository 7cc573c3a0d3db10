package dispatch

import (
	"slices"

	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// State is where a dispatch stands; the words are those of haolinju.dispatch.v1.Dispatch.State without its prefix.
type State string

// The states of a dispatch.
const (
	Draft        State = "DRAFT"
	InReview     State = "IN_REVIEW"
	Rejected     State = "REJECTED"
	Sent         State = "SENT"
	Handling     State = "HANDLING"
	Adjudication State = "ADJUDICATION"
	Escalated    State = "ESCALATED"
	Completed    State = "COMPLETED"
	Cleared      State = "CLEARED"
	Cancelled    State = "CANCELLED"
)

// Verb is what is done to a dispatch, as in the path.
type Verb string

// The verbs of callers.
const (
	Submit     Verb = "submit"
	Approve    Verb = "approve"
	Reject     Verb = "reject"
	Send       Verb = "send"
	Assign     Verb = "assign"
	Cancel     Verb = "cancel"
	Clear      Verb = "clear"
	Escalate   Verb = "escalate"         // escalation owns what it and decide are about
	Decide     Verb = "decideEscalation" // the district's
	Adjudicate Verb = "adjudicate"       // the district's; objection owns what it is about
)

// The verbs that follow from what the called units do.
const (
	Start  Verb = "start"  // a unit that must act has signed
	Refer  Verb = "refer"  // a unit has made an objection that is for the district to rule on
	Finish Verb = "finish" // the lead is done and nobody who must act is open
	Resume Verb = "resume" // a duty was sent back to its unit
)

const dispatchEvents = "haolinju.dispatch.dispatch."

// Steps is what callers may do to a dispatch. From SENT on, approve and reject close the review of an emergency.
var Steps = lifecycle.Table[State, Verb]{
	{From: Draft, Do: Submit, To: InReview, Who: permitSubmit, Emits: dispatchEvents + "submitted.v1"},
	{From: Draft, Do: Send, To: Sent, Who: permitSend, Emits: dispatchEvents + "sent.v1"},
	{From: Draft, Do: Assign, To: Draft, Who: permitAssign, Emits: dispatchEvents + "assigned.v1"},
	{From: Draft, Do: Cancel, To: Cancelled, Who: permitCancel, Emits: dispatchEvents + "cancelled.v1"},

	{From: InReview, Do: Approve, To: Sent, Who: permitApprove, Emits: dispatchEvents + "sent.v1"},
	{From: InReview, Do: Reject, To: Rejected, Who: permitReject, Emits: dispatchEvents + "rejected.v1"},
	{From: InReview, Do: Cancel, To: Cancelled, Who: permitCancel, Emits: dispatchEvents + "cancelled.v1"},

	{From: Sent, Do: Approve, To: Sent, Who: permitApprove, Emits: dispatchEvents + "reviewed.v1"},
	{From: Sent, Do: Reject, To: Sent, Who: permitReject, Emits: dispatchEvents + "reviewed.v1"},
	{From: Sent, Do: Assign, To: Sent, Who: permitAssign, Emits: dispatchEvents + "assigned.v1"},
	{From: Sent, Do: Cancel, To: Cancelled, Who: permitCancel, Emits: dispatchEvents + "cancelled.v1"},
	{From: Sent, Do: Clear, To: Cleared, Who: permitClear, Emits: dispatchEvents + "cleared.v1"},
	{From: Sent, Do: Escalate, To: Escalated, Who: permitEscalate, Emits: dispatchEvents + "escalated.v1"},

	{From: Handling, Do: Approve, To: Handling, Who: permitApprove, Emits: dispatchEvents + "reviewed.v1"},
	{From: Handling, Do: Reject, To: Handling, Who: permitReject, Emits: dispatchEvents + "reviewed.v1"},
	{From: Handling, Do: Assign, To: Handling, Who: permitAssign, Emits: dispatchEvents + "assigned.v1"},
	{From: Handling, Do: Cancel, To: Cancelled, Who: permitCancel, Emits: dispatchEvents + "cancelled.v1"},
	{From: Handling, Do: Clear, To: Cleared, Who: permitClear, Emits: dispatchEvents + "cleared.v1"},
	{From: Handling, Do: Escalate, To: Escalated, Who: permitEscalate, Emits: dispatchEvents + "escalated.v1"},

	{From: Adjudication, Do: Approve, To: Adjudication, Who: permitApprove, Emits: dispatchEvents + "reviewed.v1"},
	{From: Adjudication, Do: Reject, To: Adjudication, Who: permitReject, Emits: dispatchEvents + "reviewed.v1"},
	{From: Adjudication, Do: Assign, To: Adjudication, Who: permitAssign, Emits: dispatchEvents + "assigned.v1"},
	{From: Adjudication, Do: Cancel, To: Cancelled, Who: permitCancel, Emits: dispatchEvents + "cancelled.v1"},
	{From: Adjudication, Do: Adjudicate, To: Sent, Who: permitAdjudicate, Emits: dispatchEvents + "adjudicated.v1", Back: true},
	{From: Adjudication, Do: Adjudicate, To: Handling, Who: permitAdjudicate, Emits: dispatchEvents + "adjudicated.v1", Back: true},
	{From: Adjudication, Do: Adjudicate, To: Adjudication, Who: permitAdjudicate, Emits: dispatchEvents + "adjudicated.v1", Back: true}, // another objection is left

	{From: Escalated, Do: Approve, To: Escalated, Who: permitApprove, Emits: dispatchEvents + "reviewed.v1"},
	{From: Escalated, Do: Reject, To: Escalated, Who: permitReject, Emits: dispatchEvents + "reviewed.v1"},
	{From: Escalated, Do: Assign, To: Escalated, Who: permitAssign, Emits: dispatchEvents + "assigned.v1"},
	{From: Escalated, Do: Cancel, To: Cancelled, Who: permitCancel, Emits: dispatchEvents + "cancelled.v1"},
	{From: Escalated, Do: Adjudicate, To: Escalated, Who: permitAdjudicate, Emits: dispatchEvents + "adjudicated.v1", Back: true},
	{From: Escalated, Do: Decide, To: Sent, Who: permitDecide, Emits: dispatchEvents + "escalation_decided.v1", Back: true},
	{From: Escalated, Do: Decide, To: Handling, Who: permitDecide, Emits: dispatchEvents + "escalation_decided.v1", Back: true},
	{From: Escalated, Do: Decide, To: Adjudication, Who: permitDecide, Emits: dispatchEvents + "escalation_decided.v1", Back: true}, // an objection is left

	{From: Completed, Do: Approve, To: Completed, Who: permitApprove, Emits: dispatchEvents + "reviewed.v1"},
	{From: Completed, Do: Reject, To: Completed, Who: permitReject, Emits: dispatchEvents + "reviewed.v1"},
	{From: Completed, Do: Clear, To: Cleared, Who: permitClear, Emits: dispatchEvents + "cleared.v1"},

	{From: Cleared, Do: Approve, To: Cleared, Who: permitApprove, Emits: dispatchEvents + "reviewed.v1"},
	{From: Cleared, Do: Reject, To: Cleared, Who: permitReject, Emits: dispatchEvents + "reviewed.v1"},
}

// Consequences is what the work of the called units does to the dispatch.
var Consequences = lifecycle.Table[State, Verb]{
	{From: Sent, Do: Start, To: Handling, Who: permitSign, Emits: dispatchEvents + "started.v1"},
	{From: Sent, Do: Refer, To: Adjudication, Who: permitReturn, Emits: dispatchEvents + "referred.v1"},
	{From: Handling, Do: Refer, To: Adjudication, Who: permitReturn, Emits: dispatchEvents + "referred.v1"},
	{From: Handling, Do: Finish, To: Completed, Who: permitComplete, Emits: dispatchEvents + "completed.v1"},
	{From: Completed, Do: Resume, To: Handling, Who: permitRework, Emits: dispatchEvents + "resumed.v1"},
}

// Life is every move of a dispatch.
func Life() lifecycle.Table[State, Verb] { return slices.Concat(Steps, Consequences) }

// AssignmentState is where the duty of one unit stands; the words are those of haolinju.dispatch.v1.Assignment.State
// without its prefix.
type AssignmentState string

// The states of an assignment.
const (
	Named           AssignmentState = "DRAFT"
	Delivered       AssignmentState = "SENT"
	Signed          AssignmentState = "SIGNED"
	ReturnRequested AssignmentState = "RETURN_REQUESTED"
	Returned        AssignmentState = "RETURNED"
	ReportedIn      AssignmentState = "REPORTED_IN"
	InHand          AssignmentState = "HANDLING"
	Done            AssignmentState = "COMPLETED"
	Waived          AssignmentState = "WAIVED"
	CalledOff       AssignmentState = "CANCELLED"
	HandedOver      AssignmentState = "HANDED_OVER"
)

// AssignmentVerb is what is done to an assignment, as in the path.
type AssignmentVerb string

// The verbs of callers.
const (
	Sign        AssignmentVerb = "sign"
	Return      AssignmentVerb = "return" // objection owns what it is about
	ReportIn    AssignmentVerb = "reportIn"
	StageReport AssignmentVerb = "stageReport"
	Complete    AssignmentVerb = "complete"
	Waive       AssignmentVerb = "waive"
	Rework      AssignmentVerb = "rework" // rework keeps why
)

// The verbs that follow from what the street does with the dispatch.
const (
	Deliver AssignmentVerb = "deliver" // the dispatch is sent
	CallOff AssignmentVerb = "callOff" // the dispatch is rejected or cancelled
)

// The verbs by which an objection is ruled on, and that by which another unit takes the duty over.
const (
	Uphold   AssignmentVerb = "uphold"
	Overrule AssignmentVerb = "overrule"
	HandOver AssignmentVerb = "handOver"
)

const assignmentEvents = "haolinju.dispatch.assignment."

// AssignmentSteps is what callers may do to an assignment.
var AssignmentSteps = lifecycle.Table[AssignmentState, AssignmentVerb]{
	{From: Delivered, Do: Sign, To: Signed, Who: permitSign, Emits: assignmentEvents + "signed.v1"},
	{From: Delivered, Do: Return, To: ReturnRequested, Who: permitReturn, Emits: assignmentEvents + "return_requested.v1"},
	{From: Delivered, Do: Waive, To: Waived, Who: permitWaive, Emits: assignmentEvents + "waived.v1"},

	{From: Signed, Do: Return, To: ReturnRequested, Who: permitReturn, Emits: assignmentEvents + "return_requested.v1"},
	{From: Signed, Do: ReportIn, To: ReportedIn, Who: permitReportIn, Emits: assignmentEvents + "reported_in.v1"},
	{From: Signed, Do: StageReport, To: InHand, Who: permitStageReport, Emits: assignmentEvents + "stage_reported.v1"},
	{From: Signed, Do: Complete, To: Done, Who: permitComplete, Emits: assignmentEvents + "completed.v1"},
	{From: Signed, Do: Waive, To: Waived, Who: permitWaive, Emits: assignmentEvents + "waived.v1"},

	{From: ReportedIn, Do: StageReport, To: InHand, Who: permitStageReport, Emits: assignmentEvents + "stage_reported.v1"},
	{From: ReportedIn, Do: Complete, To: Done, Who: permitComplete, Emits: assignmentEvents + "completed.v1"},
	{From: ReportedIn, Do: Waive, To: Waived, Who: permitWaive, Emits: assignmentEvents + "waived.v1"},

	{From: InHand, Do: StageReport, To: InHand, Who: permitStageReport, Emits: assignmentEvents + "stage_reported.v1"},
	{From: InHand, Do: Complete, To: Done, Who: permitComplete, Emits: assignmentEvents + "completed.v1"},
	{From: InHand, Do: Waive, To: Waived, Who: permitWaive, Emits: assignmentEvents + "waived.v1"},

	{From: Done, Do: Rework, To: InHand, Who: permitRework, Emits: assignmentEvents + "reworked.v1"},
}

// AssignmentConsequences is what the street's moves of the dispatch do to its assignments. The event of the dispatch
// tells of them.
var AssignmentConsequences = lifecycle.Table[AssignmentState, AssignmentVerb]{
	{From: Named, Do: Deliver, To: Delivered, Who: permitSend},
	{From: Named, Do: CallOff, To: CalledOff, Who: permitCancel},
	{From: Delivered, Do: CallOff, To: CalledOff, Who: permitCancel},
	{From: Signed, Do: CallOff, To: CalledOff, Who: permitCancel},
	{From: ReturnRequested, Do: CallOff, To: CalledOff, Who: permitCancel},
	{From: ReportedIn, Do: CallOff, To: CalledOff, Who: permitCancel},
	{From: InHand, Do: CallOff, To: CalledOff, Who: permitCancel},
}

// Rulings is what the ruling on an objection does to the assignment: it is given back, or stands where it stood.
var Rulings = lifecycle.Table[AssignmentState, AssignmentVerb]{
	{From: ReturnRequested, Do: Uphold, To: Returned, Who: permitRule, Emits: assignmentEvents + "returned.v1"},
	{From: ReturnRequested, Do: Overrule, To: Delivered, Who: permitRule, Emits: assignmentEvents + "return_refused.v1", Back: true},
	{From: ReturnRequested, Do: Overrule, To: Signed, Who: permitRule, Emits: assignmentEvents + "return_refused.v1", Back: true},
}

// TakeOvers is what it does to an assignment that another unit takes it over.
var TakeOvers = lifecycle.Table[AssignmentState, AssignmentVerb]{
	{From: Delivered, Do: HandOver, To: HandedOver, Who: permitTakeOver, Emits: assignmentEvents + "handed_over.v1"},
	{From: Signed, Do: HandOver, To: HandedOver, Who: permitTakeOver, Emits: assignmentEvents + "handed_over.v1"},
	{From: ReportedIn, Do: HandOver, To: HandedOver, Who: permitTakeOver, Emits: assignmentEvents + "handed_over.v1"},
	{From: InHand, Do: HandOver, To: HandedOver, Who: permitTakeOver, Emits: assignmentEvents + "handed_over.v1"},
}

// AssignmentLife is every move of an assignment.
func AssignmentLife() lifecycle.Table[AssignmentState, AssignmentVerb] {
	return slices.Concat(AssignmentConsequences, AssignmentSteps, Rulings, TakeOvers)
}
