package notice

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

// State is where a delivery stands; the words are those of haolinju.notice.v1.Delivery.State without its prefix.
type State string

// The states of a delivery.
const (
	Queued  State = "QUEUED"   // 待投递
	Sent    State = "SENT"     // 已投递
	Failed  State = "FAILED"   // 投递失败，待重试
	GivenUp State = "GIVEN_UP" // 已放弃
)

// Verb moves a delivery.
type Verb string

// The verbs of a delivery. Retry is a call; the others are what came of a try.
const (
	Send   Verb = "send"
	Fail   Verb = "fail"
	GiveUp Verb = "give_up"
	Retry  Verb = "retry"
)

const (
	permitDeliver  = "notice.delivery.deliver" // the system's alone
	deliveryEvents = "haolinju.notice.delivery."
)

// Steps is the life of a delivery.
var Steps = lifecycle.Table[State, Verb]{
	{From: Queued, Do: Send, To: Sent, Who: permitDeliver, Emits: deliveryEvents + "sent.v1"},
	{From: Queued, Do: Fail, To: Failed, Who: permitDeliver, Emits: deliveryEvents + "failed.v1"},
	{From: Queued, Do: GiveUp, To: GivenUp, Who: permitDeliver, Emits: deliveryEvents + "given_up.v1"},
	{From: Failed, Do: Send, To: Sent, Who: permitDeliver, Emits: deliveryEvents + "sent.v1"},
	{From: Failed, Do: Fail, To: Failed, Who: permitDeliver, Emits: deliveryEvents + "failed.v1"},
	{From: Failed, Do: GiveUp, To: GivenUp, Who: permitDeliver, Emits: deliveryEvents + "given_up.v1"},
	{From: Failed, Do: Retry, To: Queued, Who: permitRetry, Emits: deliveryEvents + "retried.v1"},
	{From: GivenUp, Do: Retry, To: Queued, Who: permitRetry, Emits: deliveryEvents + "retried.v1"},
}
