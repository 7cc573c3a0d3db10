package agency_test

import (
	"context"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/agency"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// pushed is a district in which the works of the water office are posted to, and an emergency that has called it.
type pushed struct {
	world
	works   *works
	whistle *dispatchv1.Dispatch
	duty    string
}

func startPushed(t *testing.T, change ...func(*app.Parts)) pushed {
	t.Helper()
	o := openWorks(t)
	w := world{testkit.StartDispatches(t, append([]func(*app.Parts){to(t, o)}, change...)...)}
	whistle := w.Emergency()
	return pushed{w, o, whistle, w.AssignmentOf(whistle, testkit.WaterOffice)}
}

// follow makes the pushes of what has happened, and gives those that the administrator of the system is listed.
func (p pushed) follow() []*dispatchv1.AssignmentPush {
	p.T.Helper()
	if _, err := p.Number(p.Ctx); err != nil {
		p.T.Fatal(err)
	}
	if err := p.Agency.Follow(access.AsSystem(p.Ctx, demo.Fangshan)); err != nil {
		p.T.Fatal(err)
	}
	return p.listed(testkit.SystemAdmin, "")
}

func (p pushed) listed(who testkit.Who, filter string) []*dispatchv1.AssignmentPush {
	p.T.Helper()
	return testkit.Must[*dispatchv1.ListAssignmentPushesResponse](p.Dispatches)(p.As(who).ListAssignmentPushes(p.Ctx,
		&dispatchv1.ListAssignmentPushesRequest{Filter: filter})).GetAssignmentPushes()
}

// only is the one push that there is.
func (p pushed) only() *dispatchv1.AssignmentPush {
	p.T.Helper()
	all := p.follow()
	if len(all) != 1 {
		p.T.Fatalf("the pushes are %v", all)
	}
	return all[0]
}

// send tries a push once, as the queue does it.
func send(ctx context.Context, by *agency.Service, r *dispatchv1.AssignmentPush) error {
	return by.Send(access.AsSystem(ctx, demo.Fangshan), uuid.MustParse(strings.TrimPrefix(r.GetName(), "assignmentPushes/")))
}

// later says whether the queue is told to come again.
func later(err error) bool { return err != nil && err.Error() == "later" }

func (p pushed) retry(who testkit.Who, r *dispatchv1.AssignmentPush) (*dispatchv1.AssignmentPush, error) {
	return p.As(who).RetryAssignmentPush(p.Ctx, &dispatchv1.RetryAssignmentPushRequest{Name: r.GetName(), Etag: r.GetEtag()})
}

// proves DI-41
func TestTheSystemOfACalledUnitIsToldOfEachChangeOfItsDutyAndOfNothingElse(t *testing.T) {
	t.Parallel()
	p := startPushed(t)
	r := p.only()
	if r.GetAssignment() != p.duty || r.GetUnit() != p.UnitName(testkit.WaterOffice) || r.GetIssuingUnit() != p.whistle.GetIssuingUnit() ||
		r.GetState() != dispatchv1.AssignmentPush_STATE_QUEUED || r.GetEdition() != 1 || r.GetPendingTime() == nil {
		t.Errorf("after the call: %v", r)
	}
	for range 2 {
		if err := send(t.Context(), p.Agency, r); err != nil {
			t.Error(err)
		}
	}
	p.Assigned(p.number(p.As(testkit.LiaisonB), p.duty, "抢修-7"))
	p.Sign(testkit.LiaisonB, p.duty)
	r = p.only()
	if r.GetState() != dispatchv1.AssignmentPush_STATE_QUEUED || r.GetEdition() != 2 || r.GetSentTime() == nil {
		t.Errorf("after the signing: %v", r)
	}
	if err := send(t.Context(), p.Agency, r); err != nil {
		t.Error(err)
	}
	if r = p.only(); r.GetState() != dispatchv1.AssignmentPush_STATE_SENT || r.GetPendingTime() != nil || r.GetNextTryTime() != nil {
		t.Errorf("in the end: %v", r)
	}
	if p.works.tries != 2 || len(p.works.taken) != 2 {
		t.Fatalf("posted %d times: %v", p.works.tries, p.works.taken)
	}
	id := uuid.MustParse(strings.TrimPrefix(r.GetName(), "assignmentPushes/"))
	for i, want := range []agency.Push{
		{ID: id, Edition: 1, Assignment: p.duty, Kind: "WHISTLE_EMERGENCY", Role: "LEAD", State: "SENT", ETag: p.works.taken[0].ETag},
		{ID: id, Edition: 2, Assignment: p.duty, Kind: "WHISTLE_EMERGENCY", Role: "LEAD", State: "SIGNED", ExternalNumber: "抢修-7", ETag: p.asItStands().GetEtag()},
	} {
		if p.works.taken[i] != want {
			t.Errorf("told %+v, not %+v", p.works.taken[i], want)
		}
	}
	for _, words := range []string{p.whistle.GetText(), p.asItStands().GetDuty()} {
		if words == "" || slices.ContainsFunc(p.works.content, func(body string) bool { return strings.Contains(body, words) }) {
			t.Errorf("the words %q are missing or posted", words)
		}
	}
}

// asItStands is the duty as it stands.
func (p pushed) asItStands() *dispatchv1.Assignment {
	return p.world.duty(p.whistle, testkit.WaterOffice)
}

// proves DI-41
func TestAPushIsTriedAgainUntilItIsGivenUpAndOnceMoreWhenSomebodyAsksOrTheDutyChanges(t *testing.T) {
	t.Parallel()
	p := startPushed(t)
	p.works.answers(http.StatusServiceUnavailable)
	r := p.only()
	if err := send(t.Context(), p.Agency, r); !later(err) {
		t.Errorf("the queue gets %v", err)
	}
	if err := send(t.Context(), p.Agency, r); !later(err) || p.works.tries != 1 {
		t.Errorf("tried before its time: %v, %d tries", err, p.works.tries)
	}
	p.Sign(testkit.LiaisonB, p.duty)
	if got := p.only(); got.GetState() != dispatchv1.AssignmentPush_STATE_FAILED || got.GetEdition() != 2 || got.GetTries() != 1 || !got.GetNextTryTime().AsTime().Equal(testkit.Epoch.Add(time.Minute)) {
		t.Errorf("a change while it fails: %v", got)
	}
	for _, wait := range []time.Duration{1, 5, 30, 120, 720} {
		p.Clock.Advance(wait * time.Minute)
		send(t.Context(), p.Agency, r)
	}
	stuck := p.listed(testkit.SystemAdmin, "state = STATE_GIVEN_UP AND reason = REASON_UNAVAILABLE")
	if len(stuck) != 1 || p.works.tries != 6 || stuck[0].GetNextTryTime() != nil || stuck[0].GetTries() != 6 || stuck[0].GetStuckTime() == nil {
		t.Fatalf("%v after %d tries", stuck, p.works.tries)
	}
	p.works.answers(0)
	for _, who := range []testkit.Who{testkit.Resident, testkit.StreetLeader} {
		_, err := p.retry(who, stuck[0])
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	for _, who := range []testkit.Who{testkit.LiaisonA, testkit.ForeignAdmin} {
		_, err := p.retry(who, stuck[0])
		testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	}
	keyed := metadata.AppendToOutgoingContext(p.Ctx, "idempotency-key", "retry-1")
	var first *dispatchv1.AssignmentPush
	for range 2 {
		again, err := p.As(testkit.LiaisonB).RetryAssignmentPush(keyed, &dispatchv1.RetryAssignmentPushRequest{Name: r.GetName()})
		if err != nil || again.GetState() != dispatchv1.AssignmentPush_STATE_QUEUED || again.GetTries() != 0 || first != nil && again.GetEtag() != first.GetEtag() {
			t.Fatal(again, err)
		}
		first = again
	}
	if err := send(t.Context(), p.Agency, r); err != nil || len(p.works.taken) != 1 || p.works.taken[0].Edition != 2 || p.works.taken[0].State != "SIGNED" {
		t.Errorf("%v; told %v", err, p.works.taken)
	}
	if got := p.only(); got.GetStuckTime() != nil || got.GetState() != dispatchv1.AssignmentPush_STATE_SENT || got.GetReason() != 0 {
		t.Errorf("once it got there: %v", got)
	}
	_, err := p.retry(testkit.Dispatcher, p.only())
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
	_, err = p.retry(testkit.Dispatcher, r)
	testkit.WantFault(t, err, codes.Aborted, "STALE")

	p.works.answers(http.StatusUnprocessableEntity)
	p.ReportIn(testkit.LiaisonB, p.duty, true)
	if err := send(t.Context(), p.Agency, p.only()); err != nil {
		t.Error(err)
	}
	if got := p.only(); got.GetState() != dispatchv1.AssignmentPush_STATE_GIVEN_UP || got.GetReason() != dispatchv1.AssignmentPush_REASON_REFUSED || got.GetTries() != 1 {
		t.Errorf("refused: %v", got)
	}
	p.works.answers(0)
	p.Assigned(p.number(p.As(testkit.LiaisonB), p.duty, "抢修-8"))
	if err := send(t.Context(), p.Agency, p.only()); err != nil || len(p.works.taken) != 2 || p.works.taken[1].State != "REPORTED_IN" {
		t.Errorf("after one more change: %v; told %v", err, p.works.taken)
	}
}

// proves DI-41
func TestWhoIsConcernedIsToldOnceOfAPushThatDoesNotGetThere(t *testing.T) {
	t.Parallel()
	p := startPushed(t)
	p.works.answers(http.StatusServiceUnavailable)
	told := func(who testkit.Who) (n int) {
		t.Helper()
		if _, err := p.Number(p.Ctx); err != nil {
			t.Fatal(err)
		}
		if err := p.Notice.Follow(access.AsSystem(p.Ctx, demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
		inbox, err := noticev1.NewNoticeServiceClient(p.Conn(who)).ListNotices(p.Ctx, &noticev1.ListNoticesRequest{})
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range inbox.GetNotices() {
			if strings.HasPrefix(one.GetSubject(), "assignmentPushes/") {
				n++
			}
		}
		return n
	}
	find := func() []*dispatchv1.AssignmentPush {
		t.Helper()
		if err := p.Agency.FindStuck(access.AsSystem(p.Ctx, demo.Fangshan)); err != nil {
			t.Fatal(err)
		}
		return p.listed(testkit.Dispatcher, "stuck_time:*")
	}
	r := p.only()
	send(t.Context(), p.Agency, r)
	p.Clock.Advance(30*time.Minute - time.Second)
	if got := find(); len(got) != 0 {
		t.Fatalf("stuck before its time: %v", got)
	}
	p.Clock.Advance(time.Second)
	for range 2 {
		if got := find(); len(got) != 1 || !got[0].GetStuckTime().AsTime().Equal(testkit.Epoch.Add(30*time.Minute)) {
			t.Fatalf("after half an hour: %v", got)
		}
	}
	for who, want := range map[testkit.Who]int{testkit.LiaisonB: 1, testkit.Dispatcher: 1, testkit.LiaisonA: 0, testkit.Resident: 0} {
		if got := told(who); got != want {
			t.Errorf("%v has %d notices of it", who, got)
		}
	}
	p.works.answers(http.StatusUnprocessableEntity)
	if err := send(t.Context(), p.Agency, r); err != nil {
		t.Error(err)
	}
	if got := told(testkit.LiaisonB); got != 1 || len(find()) != 1 {
		t.Errorf("given up after it was stuck: %d notices", got)
	}
}

// proves DI-41
func TestAChangeWhileTheSystemIsToldIsToldAfterwards(t *testing.T) {
	t.Parallel()
	p := startPushed(t)
	r := p.only()
	p.works.meet = func() {
		p.Sign(testkit.LiaisonB, p.duty)
		p.follow()
	}
	if err := send(t.Context(), p.Agency, r); !later(err) {
		t.Errorf("the queue is not told to come again: %v", err)
	}
	if err := send(t.Context(), p.Agency, r); err != nil {
		t.Error(err)
	}
	if got := p.only(); len(p.works.taken) != 2 || p.works.taken[1].State != "SIGNED" || p.works.taken[1].Edition != 2 || got.GetState() != dispatchv1.AssignmentPush_STATE_SENT {
		t.Errorf("told %v, and the push is %v", p.works.taken, got)
	}
}

// killed is a way to a system whose process dies as soon as the system has taken a push.
type killed struct{ agency.System }

func (k killed) Tell(ctx context.Context, p agency.Push) error {
	k.System.Tell(ctx, p)
	runtime.Goexit()
	return nil
}

// proves DI-41
func TestAWorkerThatDiesAfterTheTellingIsFollowedByAnotherUnderTheSameEdition(t *testing.T) {
	t.Parallel()
	p := startPushed(t, func(parts *app.Parts) {
		of := parts.Outside.Systems[demo.Fangshan]
		of[testkit.WaterOffice] = killed{of[testkit.WaterOffice]}
	})
	r, dead := p.only(), make(chan struct{})
	go func() {
		defer close(dead)
		send(t.Context(), p.Agency, r)
	}()
	<-dead
	second := p.Replica(to(t, p.works))
	if err := send(t.Context(), second.Agency, r); !later(err) {
		t.Errorf("the second worker does not wait for the first: %v", err)
	}
	p.Clock.Advance(time.Minute)
	if err := send(t.Context(), second.Agency, r); err != nil {
		t.Error(err)
	}
	if got := p.only(); got.GetState() != dispatchv1.AssignmentPush_STATE_SENT || len(p.works.taken) != 2 || p.works.taken[0] != p.works.taken[1] {
		t.Errorf("%v; told %v", got, p.works.taken)
	}
}

func TestWhatWasOverBeforeASystemWasToldOfItIsNotToldAndWhatEndsLaterIs(t *testing.T) {
	t.Parallel()
	p := startPushed(t)
	p.Sign(testkit.LiaisonB, p.duty)
	p.ReportIn(testkit.LiaisonB, p.duty, true)
	p.Complete(testkit.LiaisonB, p.duty)
	if got := p.follow(); len(got) != 0 {
		t.Fatalf("a duty that was over makes %v", got)
	}
	p.whistle = p.Emergency()
	p.duty = p.AssignmentOf(p.whistle, testkit.WaterOffice)
	p.only()
	p.Sign(testkit.LiaisonB, p.duty)
	p.ReportIn(testkit.LiaisonB, p.duty, true)
	p.Complete(testkit.LiaisonB, p.duty)
	if err := send(t.Context(), p.Agency, p.only()); err != nil || len(p.works.taken) != 1 || p.works.taken[0].State != "COMPLETED" {
		t.Errorf("%v; told %v", err, p.works.taken)
	}
}

func TestAServerWithoutTheSystemsLeavesThemToTheOthers(t *testing.T) {
	t.Parallel()
	p := startPushed(t)
	without := p.Replica(func(parts *app.Parts) { parts.Outside.Systems = nil })
	if _, err := p.Number(p.Ctx); err != nil {
		t.Fatal(err)
	}
	if err := without.Agency.Follow(access.AsSystem(p.Ctx, demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
	if got := p.listed(testkit.SystemAdmin, ""); len(got) != 0 {
		t.Fatalf("a server that knows no system makes %v", got)
	}
	r := p.only()
	if err := send(t.Context(), without.Agency, r); !later(err) {
		t.Error(err)
	}
	if got := p.only(); got.GetReason() != dispatchv1.AssignmentPush_REASON_NO_ADDRESS || got.GetState() != dispatchv1.AssignmentPush_STATE_FAILED {
		t.Errorf("%v", got)
	}
	for who, want := range map[testkit.Who]int{testkit.LiaisonB: 1, testkit.Dispatcher: 1, testkit.LiaisonA: 0} {
		if got := p.listed(who, `assignment = "`+p.duty+`"`); len(got) != want {
			t.Errorf("%v is listed %v", who, got)
		}
	}
	p.Clock.Advance(time.Minute)
	if err := send(t.Context(), p.Agency, r); err != nil || len(p.works.taken) != 1 {
		t.Errorf("%v; told %v", err, p.works.taken)
	}
}
