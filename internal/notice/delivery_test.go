package notice_test

import (
	"context"
	"net/http"
	"runtime"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/sms"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func forget(t *testing.T, w world) {
	t.Helper()
	if err := w.Notice.Forget(access.AsSystem(t.Context(), demo.Fangshan)); err != nil {
		t.Fatal(err)
	}
}

// put says whether the queue is told to come again later.
func put(err error) bool { return err != nil && err.Error() == "later" }

// proves NI-05
func TestTheQueueDeliversByShortMessageAndTheLogTellsHow(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.cancelled()
	w.Work(t)
	w.AwaitRing(t, residentsPhone)
	if m := w.Message(residentsPhone); m.Template != "booking_cancelled" || len(m.Parameters) != 0 {
		t.Errorf("the gateway got %v", m)
	}
}

// proves NI-05
func TestAChannelThatFailsIsTriedAgainAndLoggedWhileTheBusinessGoesOn(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.GatewayAnswers(http.StatusServiceUnavailable)
	w.cancelled()
	if err := deliver(t.Context(), w.Kit, w.delivery()); !put(err) {
		t.Errorf("the queue gets %v", err)
	}
	failed := w.delivery()
	if failed.GetState() != noticev1.Delivery_STATE_FAILED || failed.GetReason() != noticev1.Delivery_REASON_UNAVAILABLE || failed.GetTries() != 1 ||
		failed.GetRecipient() != "138****0001" || !failed.GetNextTryTime().AsTime().Equal(testkit.Epoch.Add(time.Minute)) {
		t.Errorf("after the first failure: %v", failed)
	}
	w.file() // the business goes on, and so does the inbox
	w.Tell(t)
	if got := w.inbox(testkit.Resident, ""); len(got) != 3 {
		t.Errorf("the inbox holds %v", got)
	}
	if err := deliver(t.Context(), w.Kit, failed); !put(err) || w.delivery().GetTries() != 1 {
		t.Errorf("tried before its time: %v, %v", err, w.delivery())
	}
	for _, wait := range []time.Duration{1, 5, 30, 120, 720} {
		w.Clock.Advance(wait * time.Minute)
		deliver(t.Context(), w.Kit, failed)
	}
	gone := w.deliveries()[noticev1.Delivery_CHANNEL_SMS]
	if gone.GetState() != noticev1.Delivery_STATE_GIVEN_UP || gone.GetTries() != 6 || gone.GetNextTryTime() != nil || w.Rings(residentsPhone) != 0 {
		t.Errorf("in the end: %v", gone)
	}

	w.GatewayAnswers(0)
	retried, err := w.as(testkit.SystemAdmin).RetryDelivery(t.Context(), &noticev1.RetryDeliveryRequest{Name: gone.GetName(), Etag: gone.GetEtag()})
	if err != nil || retried.GetState() != noticev1.Delivery_STATE_QUEUED {
		t.Fatalf("%v, %v", retried, err)
	}
	if err := deliver(t.Context(), w.Kit, retried); err != nil {
		t.Error(err)
	}
	sent := w.deliveries()[noticev1.Delivery_CHANNEL_SMS]
	if sent.GetState() != noticev1.Delivery_STATE_SENT || sent.GetReason() != 0 || sent.GetSentTime() == nil ||
		sent.GetProviderId() != "operator-"+sent.GetName()[len("deliveries/"):] || w.Rings(residentsPhone) != 1 {
		t.Errorf("after the retry: %v", sent)
	}
	_, err = w.as(testkit.SystemAdmin).RetryDelivery(t.Context(), &noticev1.RetryDeliveryRequest{Name: gone.GetName()})
	testkit.WantFault(t, err, codes.FailedPrecondition, "WRONG_STATE")
}

func TestWhatTheProviderRefusesIsGivenUpAtOnce(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.GatewayAnswers(http.StatusForbidden)
	w.cancelled()
	if err := deliver(t.Context(), w.Kit, w.delivery()); err != nil {
		t.Error(err)
	}
	if d := w.deliveries()[noticev1.Delivery_CHANNEL_SMS]; d.GetState() != noticev1.Delivery_STATE_GIVEN_UP || d.GetReason() != noticev1.Delivery_REASON_REFUSED {
		t.Errorf("%v", d)
	}
}

func TestAPersonWithoutATelephoneKeepsHisInbox(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.Owner().Exec(t.Context(), "update person set phone_cipher = null, phone_index = null where id = $1", testkit.ID(testkit.Resident)); err != nil {
		t.Fatal(err)
	}
	w.cancelled()
	if err := deliver(t.Context(), w.Kit, w.delivery()); err != nil {
		t.Error(err)
	}
	if d := w.deliveries()[noticev1.Delivery_CHANNEL_SMS]; d.GetState() != noticev1.Delivery_STATE_GIVEN_UP || d.GetReason() != noticev1.Delivery_REASON_NO_ADDRESS || len(w.inbox(testkit.Resident, "")) != 2 {
		t.Errorf("%v", d)
	}
}

func TestWithoutAChannelThereAreNoDeliveries(t *testing.T) {
	t.Parallel()
	w := start(t, func(p *app.Parts) { p.Outside.SMS, p.Outside.Mail = nil, nil })
	w.cancelled()
	answer, err := w.as(testkit.SystemAdmin).ListDeliveries(t.Context(), &noticev1.ListDeliveriesRequest{})
	if err != nil || len(answer.GetDeliveries()) != 0 || len(w.inbox(testkit.Resident, "")) != 2 {
		t.Errorf("%v, %v", answer, err)
	}
}

// killed is a way to the gateway whose process dies as soon as the gateway has taken the message.
type killed struct{ sms.Sender }

func (k killed) Send(ctx context.Context, m sms.Message) (string, error) {
	k.Sender.Send(ctx, m)
	runtime.Goexit()
	return "", nil
}

func TestAWorkerThatDiesAfterTheSendingLetsTheTelephoneRingOnce(t *testing.T) {
	t.Parallel()
	w := start(t, func(p *app.Parts) { p.Outside.SMS = killed{p.Outside.SMS} })
	w.cancelled()
	dead, d := make(chan struct{}), w.delivery()
	go func() {
		defer close(dead)
		deliver(t.Context(), w.Kit, d)
	}()
	<-dead
	if d := w.delivery(); d.GetState() != noticev1.Delivery_STATE_QUEUED || d.GetTries() != 1 || w.Rings(residentsPhone) != 1 {
		t.Fatalf("the dead worker leaves %v", d)
	}
	second := w.Replica()
	if err := deliver(t.Context(), second, d); !put(err) {
		t.Errorf("the second worker does not wait for the first: %v", err)
	}
	w.Clock.Advance(time.Minute)
	if err := deliver(t.Context(), second, d); err != nil {
		t.Error(err)
	}
	if d := w.delivery(); d.GetState() != noticev1.Delivery_STATE_SENT || d.GetTries() != 2 || w.Rings(residentsPhone) != 1 {
		t.Errorf("%v; the telephone rang %d times", d, w.Rings(residentsPhone))
	}
}

func TestTheDeliveryLogIsTheAdministratorsAlone(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.cancelled()
	d := w.delivery()
	for _, stranger := range []testkit.Who{testkit.Resident, testkit.Dispatcher, testkit.SecurityAdmin} {
		_, err := w.as(stranger).ListDeliveries(t.Context(), &noticev1.ListDeliveriesRequest{})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		_, err = w.as(stranger).RetryDelivery(t.Context(), &noticev1.RetryDeliveryRequest{Name: d.GetName()})
		testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	}
	_, err := w.as(testkit.ForeignAdmin).RetryDelivery(t.Context(), &noticev1.RetryDeliveryRequest{Name: d.GetName()})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}
