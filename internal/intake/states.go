package intake

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where an issue stands; the words are those of haolinju.intake.v1.Issue.State without its prefix.
type State string

// The states of an issue.
const (
	Received      State = "RECEIVED"       // 已受理
	Triaged       State = "TRIAGED"        // 已分类
	Answered      State = "ANSWERED"       // 已答复
	Diverted      State = "DIVERTED"       // 已引导
	Merged        State = "MERGED"         // 已并单
	Dispatched    State = "DISPATCHED"     // 已派单
	Handling      State = "HANDLING"       // 办理中
	InfoRequested State = "INFO_REQUESTED" // 待补充
	OnHold        State = "ON_HOLD"        // 挂账
	Replied       State = "REPLIED"        // 已反馈
	InReview      State = "IN_REVIEW"      // 审核中
	Called        State = "CALLBACK"       // 回访中
	Closed        State = "CLOSED"         // 已办结
	Reopened      State = "REOPENED"       // 已重办
	Withdrawn     State = "WITHDRAWN"      // 已撤诉
)

// Verb is what is done to an issue, as in the path.
type Verb string

// The verbs of callers. What some of them are about belongs to other capabilities, which use them by MoveIssue.
const (
	Triage      Verb = "triage"
	Answer      Verb = "answer"
	Divert      Verb = "divert"
	Dispatch    Verb = "dispatch"
	RequestInfo Verb = "requestInfo"
	ProvideInfo Verb = "provideInfo"
	Hold        Verb = "hold"
	Release     Verb = "release"
	Reply       Verb = "reply"
	Review      Verb = "review"
	CallBack    Verb = "callback"
	Close       Verb = "close"
	Reopen      Verb = "reopen"
	Refuse      Verb = "refuseReopening"
	Withdraw    Verb = "withdraw"
	Rate        Verb = "rate"
	Urge        Verb = "urge"
	AnswerUrge  Verb = "answerUrge"
	Merge       Verb = "merge"
	Split       Verb = "split"
)

// The verbs of the lead unit, done to its assignment, and of the street, to the order; dispatch hands them over.
const (
	Sign   Verb = "sign"
	Return Verb = "return"
	Assign Verb = "assign"
	Rework Verb = "rework"
)

// Verbs of callers in the order of the life of an issue.
var Verbs = []Verb{Triage, Answer, Divert, Dispatch, RequestInfo, ProvideInfo, Hold, Release, Reply, Review, CallBack, Close, Reopen,
	Refuse, Withdraw, Rate, Urge, AnswerUrge, Merge, Split}

const issueEvent = "haolinju.intake.issue."

// Steps is what callers may do to an issue. An issue is withdrawn only before an order is out: afterwards units are at
// work on it, and it ends by reply and callback. A resident is called back too where the limit is over without a reply. What is open may be urged, and an urge answered (urgeable).
var Steps = append(lifecycle.Table[State, Verb]{
	{From: Received, Do: Triage, To: Triaged, Who: permitTriage, Emits: issueEvent + "triaged.v1"},
	{From: Received, Do: Merge, To: Merged, Who: permitMerge, Emits: issueEvent + "merged.v1"},
	{From: Received, Do: Withdraw, To: Withdrawn, Who: permitWithdraw, Emits: issueEvent + "withdrawn.v1"},
	{From: Triaged, Do: Answer, To: Answered, Who: permitAnswer, Emits: issueEvent + "answered.v1"},
	{From: Triaged, Do: Divert, To: Diverted, Who: permitDivert, Emits: issueEvent + "diverted.v1"},
	{From: Triaged, Do: Dispatch, To: Dispatched, Who: permitDispatch, Emits: issueEvent + "dispatched.v1"},
	{From: Triaged, Do: RequestInfo, To: InfoRequested, Who: permitRequestInfo, Emits: issueEvent + "info_requested.v1"},
	{From: Triaged, Do: Merge, To: Merged, Who: permitMerge, Emits: issueEvent + "merged.v1"},
	{From: Triaged, Do: Withdraw, To: Withdrawn, Who: permitWithdraw, Emits: issueEvent + "withdrawn.v1"},
	{From: Dispatched, Do: CallBack, To: Dispatched, Who: permitCallback, Emits: issueEvent + "called_back.v1"},
	{From: Dispatched, Do: Merge, To: Merged, Who: permitMerge, Emits: issueEvent + "merged.v1"},
	{From: Handling, Do: RequestInfo, To: InfoRequested, Who: permitRequestInfo, Emits: issueEvent + "info_requested.v1"},
	{From: Handling, Do: Hold, To: OnHold, Who: permitHold, Emits: issueEvent + "held.v1"},
	{From: Handling, Do: Reply, To: Replied, Who: permitReply, Emits: issueEvent + "replied.v1"},
	{From: Handling, Do: CallBack, To: Handling, Who: permitCallback, Emits: issueEvent + "called_back.v1"},
	{From: Handling, Do: Merge, To: Merged, Who: permitMerge, Emits: issueEvent + "merged.v1"},
	{From: InfoRequested, Do: ProvideInfo, To: Triaged, Who: permitProvideInfo, Emits: issueEvent + "info_provided.v1", Back: true},
	{From: InfoRequested, Do: ProvideInfo, To: Handling, Who: permitProvideInfo, Emits: issueEvent + "info_provided.v1", Back: true},
	{From: InfoRequested, Do: ProvideInfo, To: Reopened, Who: permitProvideInfo, Emits: issueEvent + "info_provided.v1", Back: true},
	{From: OnHold, Do: Hold, To: OnHold, Who: permitHold, Emits: issueEvent + "held.v1"},
	{From: OnHold, Do: Release, To: Handling, Who: permitRelease, Emits: issueEvent + "released.v1"},
	{From: Replied, Do: Review, To: InReview, Who: permitReview, Emits: issueEvent + "in_review.v1"},
	{From: Replied, Do: CallBack, To: Called, Who: permitCallback, Emits: issueEvent + "called_back.v1"},
	{From: Replied, Do: Close, To: Closed, Who: permitClose, Emits: issueEvent + "closed.v1"},
	{From: Replied, Do: Reopen, To: Reopened, Who: permitReopen, Emits: issueEvent + "reopened.v1"},
	{From: InReview, Do: CallBack, To: Called, Who: permitCallback, Emits: issueEvent + "called_back.v1"},
	{From: InReview, Do: Close, To: Closed, Who: permitClose, Emits: issueEvent + "closed.v1"},
	{From: InReview, Do: Reopen, To: Reopened, Who: permitReopen, Emits: issueEvent + "reopened.v1"},
	{From: Called, Do: CallBack, To: Called, Who: permitCallback, Emits: issueEvent + "called_back.v1"},
	{From: Called, Do: Close, To: Closed, Who: permitClose, Emits: issueEvent + "closed.v1"},
	{From: Called, Do: Reopen, To: Reopened, Who: permitReopen, Emits: issueEvent + "reopened.v1"},
	{From: Closed, Do: Reopen, To: Reopened, Who: permitReopen, Emits: issueEvent + "reopened.v1"},
	{From: Answered, Do: Close, To: Closed, Who: permitClose, Emits: issueEvent + "closed.v1"},
	{From: Answered, Do: Reopen, To: Reopened, Who: permitReopen, Emits: issueEvent + "reopened.v1"},
	{From: Diverted, Do: Reopen, To: Reopened, Who: permitReopen, Emits: issueEvent + "reopened.v1"},
	{From: Reopened, Do: Answer, To: Answered, Who: permitAnswer, Emits: issueEvent + "answered.v1"},
	{From: Reopened, Do: Dispatch, To: Dispatched, Who: permitDispatch, Emits: issueEvent + "dispatched.v1"},
	{From: Reopened, Do: RequestInfo, To: InfoRequested, Who: permitRequestInfo, Emits: issueEvent + "info_requested.v1"},
	{From: Reopened, Do: Refuse, To: Closed, Who: permitRefuse, Emits: issueEvent + "reopening_refused.v1"},
	{From: Reopened, Do: Merge, To: Merged, Who: permitMerge, Emits: issueEvent + "merged.v1"},

	{From: Answered, Do: Rate, To: Answered, Who: permitRate, Emits: issueEvent + "rated.v1"},
	{From: Replied, Do: Rate, To: Replied, Who: permitRate, Emits: issueEvent + "rated.v1"},
	{From: InReview, Do: Rate, To: InReview, Who: permitRate, Emits: issueEvent + "rated.v1"},
	{From: Called, Do: Rate, To: Called, Who: permitRate, Emits: issueEvent + "rated.v1"},
	{From: Closed, Do: Rate, To: Closed, Who: permitRate, Emits: issueEvent + "rated.v1"},

	{From: Triaged, Do: Split, To: Triaged, Who: permitSplit, Emits: issueEvent + "split.v1"},
	{From: Dispatched, Do: Split, To: Dispatched, Who: permitSplit, Emits: issueEvent + "split.v1"},
	{From: Handling, Do: Split, To: Handling, Who: permitSplit, Emits: issueEvent + "split.v1"},
	{From: Reopened, Do: Split, To: Reopened, Who: permitSplit, Emits: issueEvent + "split.v1"},
}, urges()...)

// urgeable are the states in which somebody is to act, so that he may be urged.
var urgeable = []State{Received, Triaged, Dispatched, Handling, OnHold, Reopened}

// urges are the steps by which an issue is urged and an urge is answered; the state stays.
func urges() (steps lifecycle.Table[State, Verb]) {
	for _, state := range urgeable {
		steps = append(steps,
			lifecycle.Step[State, Verb]{From: state, Do: Urge, To: state, Who: permitUrge, Emits: issueEvent + "urged.v1"},
			lifecycle.Step[State, Verb]{From: state, Do: AnswerUrge, To: state, Who: permitAnswerUrge, Emits: issueEvent + "urge_answered.v1"})
	}
	return steps
}

// Progress is what the lead unit's work on its order, and another lead, do to the issue.
var Progress = lifecycle.Table[State, Verb]{
	{From: Dispatched, Do: Sign, To: Handling, Who: "dispatch.assignment.sign", Emits: issueEvent + "signed.v1"},
	{From: Dispatched, Do: Return, To: Triaged, Who: "dispatch.assignment.return", Emits: issueEvent + "returned.v1"},
	{From: Handling, Do: Return, To: Triaged, Who: "dispatch.assignment.return", Emits: issueEvent + "returned.v1"},
	{From: InfoRequested, Do: Return, To: Triaged, Who: "dispatch.assignment.return", Emits: issueEvent + "returned.v1"},
	{From: OnHold, Do: Return, To: Triaged, Who: "dispatch.assignment.return", Emits: issueEvent + "returned.v1"},
	{From: Handling, Do: Rework, To: Handling, Who: "dispatch.assignment.rework", Emits: issueEvent + "reworked.v1"},
	{From: Replied, Do: Rework, To: Handling, Who: "dispatch.assignment.rework", Emits: issueEvent + "reworked.v1"},
	{From: InReview, Do: Rework, To: Handling, Who: "dispatch.assignment.rework", Emits: issueEvent + "reworked.v1"},
	{From: Triaged, Do: Assign, To: Dispatched, Who: "dispatch.dispatch.assign", Emits: issueEvent + "dispatched.v1"},
	{From: Dispatched, Do: Assign, To: Dispatched, Who: "dispatch.dispatch.assign", Emits: issueEvent + "dispatched.v1"},
	{From: Handling, Do: Assign, To: Handling, Who: "dispatch.dispatch.assign", Emits: issueEvent + "dispatched.v1"},
	{From: InfoRequested, Do: Assign, To: InfoRequested, Who: "dispatch.dispatch.assign", Emits: issueEvent + "dispatched.v1"},
	{From: OnHold, Do: Assign, To: OnHold, Who: "dispatch.dispatch.assign", Emits: issueEvent + "dispatched.v1"},
}

// Life is every move of an issue: the verbs of callers and the progress of the order.
func Life() lifecycle.Table[State, Verb] {
	return append(append(lifecycle.Table[State, Verb]{}, Steps...), Progress...)
}

// permissionOf is what a caller must have been granted to use a verb.
func permissionOf(verb Verb) string {
	for _, step := range Steps {
		if step.Do == verb {
			return step.Who
		}
	}
	return ""
}
