// Package sending is the life of what is handed to a system outside: it is tried until it is taken, refused or given up, and once more when
// somebody asks for it.
package sending

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/jobs"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
)

// State is where it stands; the words are those of the contract without their prefix.
type State string

// The states.
const (
	Queued  State = "QUEUED"   // 待发送
	Sent    State = "SENT"     // 已发送
	Failed  State = "FAILED"   // 发送失败，待重试
	GivenUp State = "GIVEN_UP" // 已放弃
)

// Verb moves it.
type Verb string

// The verbs. Retry is a call; the others are what came of a try.
const (
	Send   Verb = "send"
	Fail   Verb = "fail"
	GiveUp Verb = "give_up"
	Retry  Verb = "retry"
)

// Table is a life.
type Table = lifecycle.Table[State, Verb]

// Steps is the life of what is tried by a permission of the system's alone, and retried by another; its events begin so.
func Steps(events, try, retry string) Table {
	return Table{
		{From: Queued, Do: Send, To: Sent, Who: try, Emits: events + "sent.v1"},
		{From: Queued, Do: Fail, To: Failed, Who: try, Emits: events + "failed.v1"},
		{From: Queued, Do: GiveUp, To: GivenUp, Who: try, Emits: events + "given_up.v1"},
		{From: Failed, Do: Send, To: Sent, Who: try, Emits: events + "sent.v1"},
		{From: Failed, Do: Fail, To: Failed, Who: try, Emits: events + "failed.v1"},
		{From: Failed, Do: GiveUp, To: GivenUp, Who: try, Emits: events + "given_up.v1"},
		{From: Failed, Do: Retry, To: Queued, Who: retry, Emits: events + "retried.v1"},
		{From: GivenUp, Do: Retry, To: Queued, Who: retry, Emits: events + "retried.v1"},
	}
}

// Hold is how long something is one worker's; a dead worker's is taken over then.
const Hold = time.Minute

const (
	attempts = 25               // runs that may end by a failure of our own, such as a database that is away
	timeout  = 20 * time.Second // of one run
)

// Worker tries things in the queue.
func Worker(name string, run func(ctx context.Context, id uuid.UUID) error) jobs.Worker {
	return jobs.Worker{Name: name, Attempts: attempts, Timeout: timeout, Run: run}
}

// Failure is what came of a try that did not succeed; the zero is one that did.
type Failure struct {
	Reason string // in the words of the contract
	Final  bool   // whether no other try will do better
}

// Verdict is what follows from the n-th try, of which there is one more than waits in minutes: the verb, and how long the next is away.
func Verdict(f Failure, tries int, minutes []int) (Verb, time.Duration) {
	switch {
	case f.Reason == "":
		return Send, 0
	case f.Final || tries > len(minutes):
		return GiveUp, 0
	}
	return Fail, time.Duration(minutes[tries-1]) * time.Minute
}
