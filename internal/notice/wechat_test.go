package notice_test

import (
	"net/http"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const (
	byWeChat = noticev1.Delivery_CHANNEL_WECHAT
	bySMS    = noticev1.Delivery_CHANNEL_SMS
	byMail   = noticev1.Delivery_CHANNEL_EMAIL
)

// follower makes the resident a user of the mini-program, whom the district tells by it first and by short message else.
func (w world) follower() {
	w.t.Helper()
	w.template(notice.WeChat, notice.SMS)
	if code, answer := w.REST(w.t, testkit.Anonymous, http.MethodPost, "/v1/auth:loginWithWeChat",
		map[string]any{"code": "1", "phoneCode": "13800000001"}); code != http.StatusOK {
		w.t.Fatalf("%d %v", code, answer)
	}
}

// accept is a tap of the resident on "accept".
func (w world) accept() {
	w.t.Helper()
	if _, err := w.as(testkit.Resident).ReportAcceptedTemplates(w.t.Context(), &noticev1.ReportAcceptedTemplatesRequest{Templates: []string{offTemplate}}); err != nil {
		w.t.Fatal(err)
	}
}

// left is how many messages the resident may still be sent.
func (w world) left() int32 {
	w.t.Helper()
	answer, err := w.as(testkit.Resident).ListMessageQuotas(w.t.Context(), &noticev1.ListMessageQuotasRequest{})
	if err != nil || len(answer.GetMessageQuotas()) != 1 || answer.GetMessageQuotas()[0].GetTemplate() != offTemplate ||
		answer.GetMessageQuotas()[0].GetEventTypes()[0] != "haolinju.booking.booking.cancelled.v1" {
		w.t.Fatalf("%v, %v", answer, err)
	}
	return answer.GetMessageQuotas()[0].GetRemaining()
}

// proves NI-03
func TestAConsentCarriesOneSubscriptionMessageAndTheNextNoticeGoesByShortMessage(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follower()
	w.accept()
	w.cancelled()
	first := w.deliveries()[byWeChat]
	if err := deliver(t.Context(), w.Kit, first); err != nil {
		t.Error(err)
	}
	sent := w.deliveries()[byWeChat]
	if sent.GetState() != noticev1.Delivery_STATE_SENT || sent.GetProviderId() != "1" || len(sent.GetRecipient()) != 8 || w.left() != 0 || len(w.deliveries()) != 1 {
		t.Errorf("%v, %d left", sent, w.left())
	}
	messages := w.WeChatMessages()
	if len(messages) != 1 || messages[0].Template != offTemplate || messages[0].Page != "pages/bookings" || messages[0].Language != "zh_CN" ||
		messages[0].Data["thing1"].Value != "预订已取消" || messages[0].Data["thing2"].Value != "您的预订已取消，请查看详情并改约其他时间" ||
		messages[0].Data["time3"].Value != w.Clock.Now(110111).Add(8*time.Hour).Format("2006年1月2日 15:04") {
		t.Errorf("the platform got %v", messages)
	}

	w.Clock.Advance(time.Second)
	w.cancelled()
	second := w.deliveries()[byWeChat]
	if err := deliver(t.Context(), w.Kit, second); err != nil {
		t.Error(err)
	}
	all := w.deliveries()
	if d := all[byWeChat]; d.GetState() != noticev1.Delivery_STATE_GIVEN_UP || d.GetReason() != noticev1.Delivery_REASON_NO_CONSENT || len(w.WeChatMessages()) != 1 {
		t.Errorf("without a consent: %v", d)
	}
	if all[bySMS].GetNotice() != second.GetNotice() || deliver(t.Context(), w.Kit, all[bySMS]) != nil || w.Rings(residentsPhone) != 1 {
		t.Errorf("the telephone rang %d times for %v", w.Rings(residentsPhone), all[bySMS])
	}
}

// proves NI-03
func TestThePlatformIsBelievedThatThereIsNoConsentAndTheShortMessageLeaves(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follower()
	w.accept()
	w.accept()
	w.cancelled()
	w.WeChatAnswers(43101)
	if err := deliver(t.Context(), w.Kit, w.deliveries()[byWeChat]); err != nil {
		t.Error(err)
	}
	all := w.deliveries()
	if all[byWeChat].GetReason() != noticev1.Delivery_REASON_NO_CONSENT || w.left() != 0 {
		t.Errorf("%v, %d left", all[byWeChat], w.left())
	}
	if err := deliver(t.Context(), w.Kit, all[bySMS]); err != nil || w.Rings(residentsPhone) != 1 {
		t.Errorf("%v; the telephone rang %d times", err, w.Rings(residentsPhone))
	}
	// tried once more by an administrator, the first channel does not bring the second one back
	if _, err := w.as(testkit.SystemAdmin).RetryDelivery(t.Context(), &noticev1.RetryDeliveryRequest{Name: all[byWeChat].GetName()}); err != nil {
		t.Fatal(err)
	}
	if err := deliver(t.Context(), w.Kit, all[byWeChat]); err != nil || len(w.deliveries()) != 2 {
		t.Errorf("%v, %v", err, w.deliveries())
	}
}

func TestAPlatformThatIsAwayCostsNoConsentAndIsTriedAgain(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follower()
	w.accept()
	w.cancelled()
	w.WeChatAnswers(-1)
	if err := deliver(t.Context(), w.Kit, w.deliveries()[byWeChat]); !put(err) {
		t.Errorf("the queue gets %v", err)
	}
	if d := w.deliveries()[byWeChat]; d.GetState() != noticev1.Delivery_STATE_FAILED || d.GetReason() != noticev1.Delivery_REASON_UNAVAILABLE || w.left() != 1 {
		t.Errorf("%v, %d left", d, w.left())
	}
	w.WeChatAnswers(0)
	w.Clock.Advance(time.Minute)
	if err := deliver(t.Context(), w.Kit, w.deliveries()[byWeChat]); err != nil || w.left() != 0 || len(w.WeChatMessages()) != 1 {
		t.Errorf("%v, %d left", err, w.left())
	}
}

func TestWhatThePlatformRefusesForGoodCostsNoConsentAndFallsBack(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follower()
	w.accept()
	w.cancelled()
	w.WeChatAnswers(40037)
	if err := deliver(t.Context(), w.Kit, w.deliveries()[byWeChat]); err != nil {
		t.Error(err)
	}
	if d := w.deliveries(); d[byWeChat].GetReason() != noticev1.Delivery_REASON_REFUSED || w.left() != 1 || d[bySMS] == nil {
		t.Errorf("%v, %d left", d, w.left())
	}
}

func TestTwoWorkersSendOneMessageForOneConsent(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follower()
	w.accept()
	w.cancelled()
	first := w.deliveries()[byWeChat]
	w.Clock.Advance(time.Second)
	w.cancelled()
	second := w.deliveries()[byWeChat]
	var both errgroup.Group
	for k, d := range map[*testkit.Kit]*noticev1.Delivery{w.Kit: first, w.Replica(): second} {
		both.Go(func() error { return deliver(t.Context(), k, d) })
	}
	if err := both.Wait(); err != nil {
		t.Error(err)
	}
	if len(w.WeChatMessages()) != 1 || w.left() != 0 || w.deliveries()[bySMS] == nil {
		t.Errorf("%d messages, %d left, %v", len(w.WeChatMessages()), w.left(), w.deliveries())
	}
}

func TestAReportOfAcceptedTemplatesCountsOnceByItsKeyAndNamesKnownTemplates(t *testing.T) {
	t.Parallel()
	w := start(t)
	report := func(key string, templates ...string) error {
		_, err := w.as(testkit.Resident).ReportAcceptedTemplates(t.Context(), &noticev1.ReportAcceptedTemplatesRequest{Templates: templates, RequestId: key})
		return err
	}
	testkit.WantFault(t, report("", offTemplate), codes.InvalidArgument, "TEMPLATE_UNKNOWN")
	w.follower()
	for range 3 {
		if err := report("tap-1", offTemplate); err != nil || w.left() != 1 {
			t.Errorf("%v, %d left after one tap", err, w.left())
		}
	}
	if err := report("tap-2", offTemplate); err != nil || w.left() != 2 {
		t.Errorf("%v, %d left after two taps", err, w.left())
	}
	testkit.WantFault(t, report("", offTemplate, "other"), codes.InvalidArgument, "TEMPLATE_UNKNOWN")
	testkit.WantFault(t, report(""), codes.InvalidArgument, "INVALID_ARGUMENT")
	testkit.WantFault(t, report("", "a", "b", "c", "d"), codes.InvalidArgument, "INVALID_ARGUMENT")
	testkit.WantFault(t, report("", offTemplate, offTemplate), codes.InvalidArgument, "INVALID_ARGUMENT")
	if w.left() != 2 {
		t.Errorf("%d left: a refused report counts", w.left())
	}
	other, err := w.as(testkit.Resident2).ListMessageQuotas(t.Context(), &noticev1.ListMessageQuotasRequest{})
	if err != nil || other.GetMessageQuotas()[0].GetRemaining() != 0 {
		t.Errorf("another person has %v, %v", other, err)
	}
}

func TestTheMessageComesInTheLanguageInWhichItWasConsentedTo(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follower()
	if _, err := w.as(testkit.Resident).ReportAcceptedTemplates(metadata.AppendToOutgoingContext(t.Context(), "accept-language", "en"),
		&noticev1.ReportAcceptedTemplatesRequest{Templates: []string{offTemplate}}); err != nil {
		t.Fatal(err)
	}
	w.cancelled()
	if err := deliver(t.Context(), w.Kit, w.deliveries()[byWeChat]); err != nil {
		t.Fatal(err)
	}
	if m := w.WeChatMessages()[0]; m.Language != "en_US" || m.Data["thing1"].Value != "Booking cancelled" {
		t.Errorf("%v", m)
	}
}

func TestWhoHasNeverUsedTheMiniProgramIsToldByTheNextChannel(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.template(notice.WeChat, notice.SMS)
	w.cancelled()
	if err := deliver(t.Context(), w.Kit, w.deliveries()[byWeChat]); err != nil {
		t.Error(err)
	}
	if d := w.deliveries(); d[byWeChat].GetReason() != noticev1.Delivery_REASON_NO_ADDRESS || d[bySMS] == nil {
		t.Errorf("%v", d)
	}
}

func TestWithoutAMiniProgramThereAreNoQuotas(t *testing.T) {
	t.Parallel()
	w := start(t, func(p *app.Parts) { p.Outside.WeChat = nil })
	w.template(notice.WeChat, notice.SMS)
	answer, err := w.as(testkit.Resident).ListMessageQuotas(t.Context(), &noticev1.ListMessageQuotasRequest{})
	if err != nil || len(answer.GetMessageQuotas()) != 0 {
		t.Errorf("%v, %v", answer, err)
	}
	w.cancelled()
	if d := w.deliveries(); len(d) != 1 || d[bySMS] == nil {
		t.Errorf("%v", d)
	}
}
