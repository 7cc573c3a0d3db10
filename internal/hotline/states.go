package hotline

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a result stands; the words are those of haolinju.intake.v1.HotlineResult.State without its prefix.
type State string

// The states of a result.
const (
	Queued  State = "QUEUED"   // 待回传
	Sent    State = "SENT"     // 已回传
	Failed  State = "FAILED"   // 回传失败，待重试
	GivenUp State = "GIVEN_UP" // 已放弃
)

// Verb moves a result.
type Verb string

// The verbs of a result. Retry is a call; the others are what came of a try.
const (
	Send   Verb = "send"
	Fail   Verb = "fail"
	GiveUp Verb = "give_up"
	Retry  Verb = "retry"
)

const (
	permitSend   = "intake.hotline_result.send" // the system's alone
	resultEvents = "haolinju.intake.hotline_result."
)

// Steps is the life of a result.
var Steps = lifecycle.Table[State, Verb]{
	{From: Queued, Do: Send, To: Sent, Who: permitSend, Emits: resultEvents + "sent.v1"},
	{From: Queued, Do: Fail, To: Failed, Who: permitSend, Emits: resultEvents + "failed.v1"},
	{From: Queued, Do: GiveUp, To: GivenUp, Who: permitSend, Emits: resultEvents + "given_up.v1"},
	{From: Failed, Do: Send, To: Sent, Who: permitSend, Emits: resultEvents + "sent.v1"},
	{From: Failed, Do: Fail, To: Failed, Who: permitSend, Emits: resultEvents + "failed.v1"},
	{From: Failed, Do: GiveUp, To: GivenUp, Who: permitSend, Emits: resultEvents + "given_up.v1"},
	{From: Failed, Do: Retry, To: Queued, Who: permitRetry, Emits: resultEvents + "retried.v1"},
	{From: GivenUp, Do: Retry, To: Queued, Who: permitRetry, Emits: resultEvents + "retried.v1"},
}
