package hotline_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/hotline"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var secret = []byte("a secret of the hotline")

// city is the hotline of the city on loopback: it takes each result once, by its id.
type city struct {
	*httptest.Server

	mu     sync.Mutex
	answer int // instead of taking; 0: it takes
	tries  int
	taken  []hotline.Result
}

func openCity(t *testing.T) *city {
	t.Helper()
	c := &city{}
	c.Server = httptest.NewServer(http.HandlerFunc(c.take))
	t.Cleanup(c.Close)
	return c
}

func (c *city) take(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var told hotline.Result
	if err != nil || json.Unmarshal(body, &told) != nil ||
		r.Header.Get(signedpost.HeaderSignature) != signedpost.Sign(secret, r.Header.Get(signedpost.HeaderTimestamp), body) {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tries++
	if c.answer != 0 {
		w.WriteHeader(c.answer)
		return
	}
	for _, known := range c.taken {
		if known.ID == told.ID {
			return
		}
	}
	c.taken = append(c.taken, told)
}

func (c *city) answers(status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answer = status
}

func (c *city) told() []hotline.Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]hotline.Result{}, c.taken...)
}

// exchange is the shipped one to a city.
func exchange(t *testing.T, c *city) func(*app.Parts) {
	t.Helper()
	return func(p *app.Parts) {
		to, err := hotline.NewHTTP(c.URL, secret, clock.System{})
		if err != nil {
			t.Fatal(err)
		}
		p.Outside.Hotline = to
	}
}

// ordered is an issue of an imported order.
func (w world) ordered(t *testing.T, number string) *intakev1.Issue {
	t.Helper()
	w.run(t, w.uploaded(t, workbook(t, head, one(number, nil))), false)
	return w.issue(t, w.order(t, number))
}

// follow makes the results of what has happened, and gives all of them, the first first.
func (w world) follow(t *testing.T) []*intakev1.HotlineResult {
	t.Helper()
	if _, err := w.Number(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.Hotline.Follow(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
	list, err := w.As(testkit.SystemAdmin).ListHotlineResults(t.Context(), &intakev1.ListHotlineResultsRequest{OrderBy: "edition"})
	if err != nil {
		t.Fatal(err)
	}
	return list.GetHotlineResults()
}

// send tries a result once, as the queue does it.
func (w world) send(ctx context.Context, r *intakev1.HotlineResult) error {
	return w.Hotline.Send(access.AsSystem(ctx, demo.Fangshan), uuid.MustParse(r.GetName()[len("hotlineResults/"):]))
}

// later says whether the queue is told to come again.
func later(err error) bool { return err != nil && err.Error() == "later" }

// proves NI-23
func TestTheHotlineIsToldReplyOutcomeAndEndOfItsOrderEachOnce(t *testing.T) {
	t.Parallel()
	c := openCity(t)
	w := start(t, exchange(t, c))
	issue := w.ordered(t, "R-1")
	if got := w.follow(t); len(got) != 0 {
		t.Fatalf("before there is anything to tell: %v", got)
	}
	for _, verb := range []string{"triage", "dispatch", "sign", "reply"} {
		w.Do(t, issue, verb)
	}
	w.follow(t)
	w.Do(t, issue, "callback")
	w.follow(t)
	w.Do(t, issue, "close")
	results := w.follow(t)
	if again := w.follow(t); len(again) != 3 || len(results) != 3 {
		t.Fatalf("%v, then %v", results, again)
	}
	for _, r := range results {
		for range 2 {
			if err := w.send(t.Context(), r); err != nil {
				t.Error(err)
			}
		}
	}
	told := c.told()
	if len(told) != 3 || c.tries != 3 {
		t.Fatalf("told %d times: %v", c.tries, told)
	}
	for i, state := range []string{"REPLIED", "CALLBACK", "CLOSED"} {
		r := told[i]
		if r.State != state || r.Source != "12345" || r.ExternalNo != "R-1" || r.Edition != int32(i+1) || r.Reply != "首次登记已完成，可到大厅领证" || r.ContactedTime == nil || r.RepliedTime == nil {
			t.Errorf("edition %d: %+v", i+1, r)
		}
		if asked := i > 0; asked != (r.Solved != nil && *r.Solved && *r.Contacted && *r.Satisfaction == "SATISFIED") || (r.ClosedTime != nil) != (state == "CLOSED") {
			t.Errorf("edition %d: %+v", i+1, r)
		}
	}
}

// proves NI-23
func TestAResultIsTriedAgainUntilItIsStuckAndOnceMoreWhenAskedFor(t *testing.T) {
	t.Parallel()
	c := openCity(t)
	w := start(t, exchange(t, c))
	w.Do(t, w.ordered(t, "R-2"), "triage", "dispatch", "sign", "reply")
	c.answers(http.StatusServiceUnavailable)
	r := w.follow(t)[0]
	if err := w.send(t.Context(), r); !later(err) {
		t.Errorf("the queue gets %v", err)
	}
	if err := w.send(t.Context(), r); !later(err) || c.tries != 1 {
		t.Errorf("tried before its time: %v, %d tries", err, c.tries)
	}
	for _, wait := range []time.Duration{1, 5, 30, 120, 720} {
		w.Clock.Advance(wait * time.Minute)
		w.send(t.Context(), r)
	}
	stuck, err := w.As(testkit.SystemAdmin).ListHotlineResults(t.Context(), &intakev1.ListHotlineResultsRequest{Filter: "state = STATE_GIVEN_UP"})
	if err != nil || len(stuck.GetHotlineResults()) != 1 || c.tries != 6 {
		t.Fatalf("%v, %v after %d tries", stuck, err, c.tries)
	}
	got := stuck.GetHotlineResults()[0]
	if got.GetTries() != 6 || got.GetReason() != intakev1.HotlineResult_REASON_UNAVAILABLE || got.GetNextTryTime() != nil || got.GetIssueState() != intakev1.Issue_STATE_REPLIED {
		t.Errorf("%v", got)
	}
	c.answers(0)
	for _, who := range []testkit.Who{testkit.Resident, testkit.Dispatcher} {
		_, err := w.As(who).RetryHotlineResult(t.Context(), &intakev1.RetryHotlineResultRequest{Name: got.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err = w.As(testkit.ForeignAdmin).RetryHotlineResult(t.Context(), &intakev1.RetryHotlineResultRequest{Name: got.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	if _, err := w.As(testkit.SystemAdmin).RetryHotlineResult(t.Context(), &intakev1.RetryHotlineResultRequest{Name: got.GetName(), Etag: got.GetEtag()}); err != nil {
		t.Fatal(err)
	}
	if err := w.send(t.Context(), r); err != nil || len(c.told()) != 1 {
		t.Errorf("%v; told %v", err, c.told())
	}
	_, err = w.As(testkit.SystemAdmin).RetryHotlineResult(t.Context(), &intakev1.RetryHotlineResultRequest{Name: got.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

func TestWhatTheHotlineRefusesAndWhatNobodyTakesIsSaidSo(t *testing.T) {
	t.Parallel()
	c := openCity(t)
	c.answers(http.StatusUnprocessableEntity)
	w := start(t, exchange(t, c))
	w.Do(t, w.ordered(t, "R-3"), "triage", "dispatch", "sign", "reply")
	r := w.follow(t)[0]
	if err := w.send(t.Context(), r); err != nil {
		t.Error(err)
	}
	if got := w.follow(t)[0]; got.GetState() != intakev1.HotlineResult_STATE_GIVEN_UP || got.GetReason() != intakev1.HotlineResult_REASON_REFUSED || got.GetTries() != 1 {
		t.Errorf("%v", got)
	}
	if _, err := w.As(testkit.SystemAdmin).RetryHotlineResult(t.Context(), &intakev1.RetryHotlineResultRequest{Name: r.GetName()}); err != nil {
		t.Fatal(err)
	}
	off := world{testkit.Issues{Kit: w.Replica(func(p *app.Parts) { p.Outside.Hotline = nil })}}
	if err := off.send(t.Context(), r); !later(err) {
		t.Error(err)
	}
	if got := w.follow(t)[0]; got.GetState() != intakev1.HotlineResult_STATE_FAILED || got.GetReason() != intakev1.HotlineResult_REASON_EXCHANGE_OFF {
		t.Errorf("%v", got)
	}
}

// killed is a way to the hotline whose process dies as soon as the hotline has taken the result.
type killed struct{ hotline.Exchange }

func (k killed) Push(ctx context.Context, r hotline.Result) error {
	k.Exchange.Push(ctx, r)
	runtime.Goexit()
	return nil
}

// proves NI-23
func TestAWorkerThatDiesAfterTheSendingTellsTheHotlineOnce(t *testing.T) {
	t.Parallel()
	c := openCity(t)
	w := start(t, exchange(t, c), func(p *app.Parts) { p.Outside.Hotline = killed{p.Outside.Hotline} })
	w.Do(t, w.ordered(t, "R-4"), "triage", "dispatch", "sign", "reply")
	r, dead := w.follow(t)[0], make(chan struct{})
	go func() {
		defer close(dead)
		w.send(t.Context(), r)
	}()
	<-dead
	second := world{testkit.Issues{Kit: w.Replica(exchange(t, c))}}
	if err := second.send(t.Context(), r); !later(err) {
		t.Errorf("the second worker does not wait for the first: %v", err)
	}
	w.Clock.Advance(time.Minute)
	if err := second.send(t.Context(), r); err != nil {
		t.Error(err)
	}
	if got := w.follow(t)[0]; got.GetState() != intakev1.HotlineResult_STATE_SENT || got.GetTries() != 2 || c.tries != 2 || len(c.told()) != 1 {
		t.Errorf("%v; %d tries, told %v", got, c.tries, c.told())
	}
}
