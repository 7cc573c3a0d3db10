package agency_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// heard is the next change that a stream tells of.
func (w world) heard(stream grpc.ServerStreamingClient[dispatchv1.WatchAssignmentsResponse]) *dispatchv1.WatchAssignmentsResponse {
	w.T.Helper()
	for {
		answer, err := stream.Recv()
		if err != nil {
			w.T.Fatal(err)
		}
		if answer.GetAssignment() != nil {
			return answer
		}
	}
}

// proves NI-26, DI-40
func TestAWatchTellsOfEachChangeOfTheDutiesOfAUnitAndOfNoOthers(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Work(t)
	water := w.system(testkit.WaterOffice, working...)
	ctx, leave := context.WithTimeout(w.Ctx, time.Minute) // a change that is not told fails the test by this
	defer leave()
	stream, begin := w.watch(ctx, water, "")
	w.Order() // of the planning bureau
	whistle := w.Emergency()
	duty := w.AssignmentOf(whistle, testkit.WaterOffice)
	type told struct {
		event string
		state dispatchv1.Assignment_State
		token string
	}
	var tells []told
	want := func(event string, state dispatchv1.Assignment_State) *dispatchv1.Assignment {
		t.Helper()
		answer := w.heard(stream)
		if answer.GetAssignment().GetName() != duty || answer.GetEventType() != "haolinju.dispatch."+event+".v1" || answer.GetAssignment().GetState() != state {
			t.Fatalf("told %v, want %s of %s", answer, event, duty)
		}
		tells = append(tells, told{answer.GetEventType(), state, answer.GetResumeToken()})
		return answer.GetAssignment()
	}
	want("dispatch.sent", dispatchv1.Assignment_STATE_SENT)
	w.Assigned(w.number(water, duty, "QX-1"))
	if a := want("assignment.external_number_set", dispatchv1.Assignment_STATE_SENT); a.GetExternalNumber() != "QX-1" {
		t.Errorf("told without its number: %v", a)
	}
	w.Sign(testkit.LiaisonA, w.AssignmentOf(whistle, testkit.Planning)) // which starts the dispatch
	want("dispatch.started", dispatchv1.Assignment_STATE_SENT)
	w.Clock.Advance(11 * time.Minute)
	w.Sweep(t)
	if a := want("clock.breached", dispatchv1.Assignment_STATE_SENT); !a.GetSignLate() {
		t.Errorf("told before it is late: %v", a)
	}
	w.Sign(testkit.LiaisonB, duty)
	want("assignment.signed", dispatchv1.Assignment_STATE_SIGNED)
	w.Dispatched(w.As(testkit.Dispatcher).CancelDispatch(w.Ctx, &dispatchv1.CancelDispatchRequest{Name: whistle.GetName(), Reason: "误报"}))
	want("dispatch.cancelled", dispatchv1.Assignment_STATE_CANCELLED)

	for i, from := range append([]string{begin}, tells[0].token, tells[2].token) {
		again, _ := w.watch(ctx, water, from)
		if answer := w.heard(again); answer.GetAssignment().GetName() != duty || answer.GetAssignment().GetState() != dispatchv1.Assignment_STATE_CANCELLED {
			t.Errorf("resumed behind token %d: %v", i, answer)
		}
	}
	end, _ := w.watch(ctx, water, tells[len(tells)-1].token)
	next := w.Emergency()
	if answer := w.heard(end); answer.GetAssignment().GetName() != w.AssignmentOf(next, testkit.WaterOffice) {
		t.Errorf("behind all: %v", answer)
	}
}

// What one event changes together is told again where the stream ends amid it: the street watches all four duties of a whistle.
//
// proves NI-26
func TestAStreamThatEndsAmidAnEventIsResumedWithAllThatTheEventHasChanged(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Work(t)
	ctx, leave := context.WithTimeout(w.Ctx, time.Minute)
	defer leave()
	street := w.As(testkit.Dispatcher)
	stream, _ := w.watch(ctx, street, "")
	whistle := w.Emergency()
	whole := len(whistle.GetAssignments())
	var last string
	for told := range whole {
		answer := w.heard(stream)
		last = answer.GetResumeToken()
		if told == whole-1 {
			break
		}
		again, _ := w.watch(ctx, street, last)
		names := map[string]bool{}
		for range whole {
			names[w.heard(again).GetAssignment().GetName()] = true
		}
		if len(names) != whole {
			t.Errorf("resumed behind %d of %d: %v", told+1, whole, names)
		}
	}
	behind, _ := w.watch(ctx, street, last)
	order := w.Order()
	if answer := w.heard(behind); answer.GetAssignment().GetName() != order.GetAssignments()[0].GetName() {
		t.Errorf("behind all: %v", answer)
	}
	w.Sign(testkit.LiaisonB, w.AssignmentOf(whistle, testkit.WaterOffice)) // which starts the whistle, and so changes all four
	for started := 0; started < whole; {
		if w.heard(behind).GetEventType() == "haolinju.dispatch.dispatch.started.v1" {
			started++
		}
	}
	w.Sign(testkit.LiaisonA, w.AssignmentOf(whistle, testkit.Planning)) // which changes one
	next := w.Order().GetAssignments()[0].GetName()
	for answer := w.heard(behind); answer.GetAssignment().GetName() != next; answer = w.heard(behind) {
		if answer.GetEventType() == "haolinju.dispatch.assignment.signed.v1" && answer.GetAssignment().GetSignedTime() == nil || answer.GetEventType() == "" {
			t.Errorf("told of what has not changed: %v", answer)
		}
	}
}

// Two write at two servers, while the stream is cut after every few answers and resumed at the other server: at the end each duty was
// told in its last state.
//
// proves NI-26, AP-25
func TestNoChangeIsLostWhileTwoServersWriteAndTheStreamIsCutAgainAndAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	there := w.Replica()
	stop, stopThere := w.Work(t), there.Work(t)
	defer func() { stop(); stopThere() }()
	token := w.Token(testkit.LiaisonA)
	calls := []dispatchv1.DispatchServiceClient{dispatchv1.NewDispatchServiceClient(w.ConnWith(token)), dispatchv1.NewDispatchServiceClient(there.ConnWith(token))}
	ctx, leave := context.WithTimeout(w.Ctx, 2*time.Minute)
	defer leave()
	_, resume := w.watch(ctx, calls[0], "")
	const each = 8
	var written sync.WaitGroup
	var mu sync.Mutex
	final := map[string]dispatchv1.Assignment_State{}
	for i, kit := range []*testkit.Kit{w.Kit, there} {
		at := world{testkit.Dispatches{Kit: kit, T: t, Ctx: ctx}}
		written.Go(func() {
			for n := range each {
				duty := at.Order().GetAssignments()[0].GetName()
				state := dispatchv1.Assignment_STATE_SENT
				if n%2 == i {
					at.Sign(testkit.LiaisonA, duty)
					state = at.Complete(testkit.LiaisonA, duty).GetState()
				}
				mu.Lock()
				final[duty] = state
				mu.Unlock()
			}
		})
	}
	written.Wait()
	heard := map[string]dispatchv1.Assignment_State{}
	complete := func() bool {
		for duty, state := range final {
			if heard[duty] != state {
				return false
			}
		}
		return true
	}
	for cut := 0; !complete(); cut++ {
		within, end := context.WithCancel(ctx)
		stream, err := calls[cut%2].WatchAssignments(within, &dispatchv1.WatchAssignmentsRequest{ResumeToken: resume})
		for range 1 + cut%4 {
			var answer *dispatchv1.WatchAssignmentsResponse
			if err == nil {
				answer, err = stream.Recv()
			}
			if err != nil {
				t.Fatalf("after %d cuts %d of %d duties were told: %v", cut, len(heard), len(final), err)
			}
			resume = answer.GetResumeToken()
			if a := answer.GetAssignment(); a != nil {
				heard[a.GetName()] = a.GetState()
			}
			if complete() {
				break
			}
		}
		end()
	}
}

// proves NI-26, AP-18
func TestAStreamEndsWithinSecondsWhenItsSystemIsRevokedAndByAnotherServerToo(t *testing.T) {
	t.Parallel()
	w := start(t)
	there := w.Replica()
	go there.Resolver.Watch(t.Context(), slog.New(slog.DiscardHandler))
	made := w.enter(testkit.WaterOffice, working...)
	token, err := identityv1.NewIdentityServiceClient(w.Channel).ExchangeClientCredentials(w.Ctx, &identityv1.ExchangeClientCredentialsRequest{
		ClientId: made.GetApiClient().GetClientId(), ClientSecret: made.GetClientSecret()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithTimeout(w.Ctx, time.Minute)
	defer leave()
	var streams []grpc.ServerStreamingClient[dispatchv1.WatchAssignmentsResponse]
	for _, kit := range []*testkit.Kit{w.Kit, there} {
		stream, _ := w.watch(ctx, dispatchv1.NewDispatchServiceClient(kit.ConnWith(token.GetAccessToken())), "")
		streams = append(streams, stream)
	}
	if _, err := w.clients().RevokeApiClient(w.Ctx, &identityv1.RevokeApiClientRequest{Name: made.GetApiClient().GetName()}); err != nil {
		t.Fatal(err)
	}
	for _, stream := range streams {
		for err = nil; err == nil; {
			_, err = stream.Recv()
		}
		testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
	}
}

// proves NI-26
func TestAResumeTokenServesItsCallerForAsLongAsChangesAreReplayed(t *testing.T) {
	t.Parallel()
	w := start(t)
	water, gardens := w.system(testkit.WaterOffice, working...), w.system(testkit.GardensOffice, working...)
	ctx, leave := context.WithTimeout(w.Ctx, time.Minute)
	defer leave()
	_, token := w.watch(ctx, water, "")
	refused := func(calls dispatchv1.DispatchServiceClient, token, reason string) {
		t.Helper()
		stream, err := calls.WatchAssignments(ctx, &dispatchv1.WatchAssignmentsRequest{ResumeToken: token})
		if err == nil {
			_, err = stream.Recv()
		}
		testkit.WantFault(t, err, codes.InvalidArgument, reason)
	}
	refused(gardens, token, "INVALID_ARGUMENT")
	refused(water, token[1:], "INVALID_ARGUMENT")
	_, liaison := w.watch(ctx, w.As(testkit.LiaisonB), "")
	if status, body := w.REST(t, testkit.LiaisonB, http.MethodGet, "/v1/dispatches/-/assignments:watch?resumeToken="+url.QueryEscape(liaison), nil); status != http.StatusOK ||
		body["resumeToken"] == "" {
		t.Errorf("by REST: %d %v", status, body)
	}
	w.Clock.Advance(30*24*time.Hour + time.Second)
	refused(w.As(testkit.LiaisonB), liaison, "RESUME_TOKEN_EXPIRED")
}
