package agency

import "github.com/haolinju/haolinju/internal/platform/sending"

// Renew has a system told of one more change of the duty: at once where it waits for no try, and else with the next one.
const Renew sending.Verb = "renew"

const (
	permitPush = "dispatch.assignment_push.push" // the system's alone
	pushEvents = "haolinju.dispatch.assignment_push."
)

// Steps is the life of a push.
var Steps = append(sending.Steps(pushEvents, permitPush, permitRetry), sending.Table{
	{From: sending.Queued, Do: Renew, To: sending.Queued, Who: permitPush},
	{From: sending.Sent, Do: Renew, To: sending.Queued, Who: permitPush},
	{From: sending.Failed, Do: Renew, To: sending.Failed, Who: permitPush},
	{From: sending.GivenUp, Do: Renew, To: sending.Queued, Who: permitPush},
}...)
