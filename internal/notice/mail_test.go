package notice_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"

	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/notice"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

const residentsMail = "zhang.san@example.cn"

var sixDigits = regexp.MustCompile(`\b[0-9]{6}\b`)

// set makes an address that of the resident, and gives the code that was mailed.
func (w world) setMail(address, language string) (code string) {
	w.t.Helper()
	answer, err := w.as(testkit.Resident).SetMailAddress(metadata.AppendToOutgoingContext(w.t.Context(), "accept-language", language),
		&noticev1.SetMailAddressRequest{MailAddress: address})
	if err != nil || answer.GetMailAddress().GetConfirmTime() != nil || answer.GetExpiresIn() != 300 {
		w.t.Fatalf("%v, %v", answer, err)
	}
	mails := w.Mails.Taken()
	return sixDigits.FindString(mails[len(mails)-1].Text)
}

func (w world) confirm(code string) (*noticev1.MailAddress, error) {
	return w.as(testkit.Resident).ConfirmMailAddress(w.t.Context(), &noticev1.ConfirmMailAddressRequest{Code: code})
}

// proves NI-03
func TestANoticeIsMailedInTheReadersLanguageToAnAddressThatHeHasConfirmed(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.template(notice.EMail)
	code := w.setMail(residentsMail, "en")
	w.cancelled()
	if err := deliver(t.Context(), w.Kit, w.delivery()); err != nil || w.delivery().GetReason() != noticev1.Delivery_REASON_NO_ADDRESS || len(w.Mails.Taken()) != 1 {
		t.Errorf("before the address is confirmed: %v, %v", w.delivery(), err)
	}
	confirmed, err := w.confirm(code)
	if err != nil || confirmed.GetMaskedAddress() != "z***@example.cn" || !confirmed.GetConfirmTime().AsTime().Equal(w.Clock.Now(110111)) {
		t.Fatalf("%v, %v", confirmed, err)
	}
	if again, err := w.confirm("000000"); err != nil || again.GetEtag() != confirmed.GetEtag() {
		t.Errorf("confirmed again: %v, %v", again, err)
	}

	if _, err := w.as(testkit.SystemAdmin).RetryDelivery(t.Context(), &noticev1.RetryDeliveryRequest{Name: w.delivery().GetName()}); err != nil {
		t.Fatal(err)
	}
	if err := deliver(t.Context(), w.Kit, w.delivery()); err != nil {
		t.Error(err)
	}
	d := w.delivery()
	if d.GetState() != noticev1.Delivery_STATE_SENT || d.GetRecipient() != "z***@example.cn" {
		t.Errorf("%v", d)
	}
	mails := w.Mails.Taken()
	m := mails[len(mails)-1]
	if len(mails) != 2 || !m.Encrypted || m.To != residentsMail || m.From != "no-reply@example.cn" || m.Subject != "Booking cancelled" ||
		!strings.HasPrefix(m.Text, "Your booking has been cancelled.\n") || m.Header.Get("Message-Id") != "<"+d.GetName()[len("deliveries/"):]+"@example.cn>" {
		t.Errorf("the server got %v", mails)
	}
	var sealed []byte
	if err := w.Owner().QueryRow(t.Context(), "select address_cipher from mail_address").Scan(&sealed); err != nil || strings.Contains(string(sealed), "example") {
		t.Errorf("at rest: %s, %v", sealed, err)
	}
}

func TestACodeConfirmsTheAddressThatItWasMailedToAndNoOther(t *testing.T) {
	t.Parallel()
	w := start(t)
	_, err := w.confirm("123456")
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	first := w.setMail(residentsMail, "zh")
	if m := w.Mails.Taken()[0]; m.Subject != "邮箱验证码" || m.To != residentsMail {
		t.Errorf("%v", m)
	}
	second := w.setMail("other@example.cn", "zh")
	if first != second {
		_, err = w.confirm(first)
		testkit.WantFault(t, err, codes.InvalidArgument, "MAIL_CODE_WRONG")
	}
	if got, err := w.confirm(second); err != nil || got.GetMaskedAddress() != "o***@example.cn" {
		t.Errorf("%v, %v", got, err)
	}
}

func TestWrongGuessesEndACode(t *testing.T) {
	t.Parallel()
	w := start(t)
	code := w.setMail(residentsMail, "zh")
	wrong := "000000"
	if code == wrong {
		wrong = "000001"
	}
	for range 5 {
		_, err := w.confirm(wrong)
		testkit.WantFault(t, err, codes.InvalidArgument, "MAIL_CODE_WRONG")
	}
	_, err := w.confirm(code)
	testkit.WantFault(t, err, codes.InvalidArgument, "MAIL_CODE_WRONG")
}

func TestAnAddressIsOneAndTakesMail(t *testing.T) {
	t.Parallel()
	w := start(t)
	set := func(address string) error {
		_, err := w.as(testkit.Resident).SetMailAddress(t.Context(), &noticev1.SetMailAddressRequest{MailAddress: address})
		return err
	}
	for _, bad := range []string{"", "zhang", "zhang@", "a@b.cn\r\nBcc: c@d.cn", "张三 <a@b.cn>", "a@b.cn, c@d.cn", strings.Repeat("a", 250) + "@b.cn"} {
		testkit.WantFault(t, set(bad), codes.InvalidArgument, "INVALID_ARGUMENT")
	}
	w.Mails.Answers(550)
	testkit.WantFault(t, set("gone@example.cn"), codes.InvalidArgument, "MAIL_REFUSED")
	w.Mails.Answers(451)
	testkit.WantFault(t, set("busy@example.cn"), codes.Unavailable, "MAIL_UNAVAILABLE")
	w.Mails.Answers(0)
	testkit.WantFault(t, set("busy@example.cn"), codes.ResourceExhausted, "CODE_LIMIT")
	if strings.Contains(w.Log(), "busy@") || len(w.Mails.Taken()) != 0 {
		t.Errorf("%v were mailed", w.Mails.Taken())
	}
	none := start(t, func(p *app.Parts) { p.Outside.Mail = nil })
	_, err := none.as(testkit.Resident).SetMailAddress(t.Context(), &noticev1.SetMailAddressRequest{MailAddress: residentsMail})
	testkit.WantFault(t, err, codes.FailedPrecondition, "CHANNEL_NOT_SET_UP")
}

func TestACodeThatCouldNotBeSentIsSentWhenTheCallIsRepeatedWithItsKey(t *testing.T) {
	t.Parallel()
	w := start(t)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "idempotency-key", "my address")
	set := func() error {
		_, err := w.as(testkit.Resident).SetMailAddress(ctx, &noticev1.SetMailAddressRequest{MailAddress: residentsMail})
		return err
	}
	w.Mails.Answers(451)
	testkit.WantFault(t, set(), codes.Unavailable, "MAIL_UNAVAILABLE")
	w.Mails.Answers(0)
	w.Clock.Advance(time.Hour)
	for range 2 {
		if err := set(); err != nil || len(w.Mails.Taken()) != 1 {
			t.Errorf("%d mails, %v", len(w.Mails.Taken()), err)
		}
	}
}

func TestAnAddressThatIsForgottenGetsNoMoreMail(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.template(notice.EMail)
	if _, err := w.confirm(w.setMail(residentsMail, "zh")); err != nil {
		t.Fatal(err)
	}
	forget := func(who testkit.Who, request *noticev1.ForgetMailAddressRequest) error {
		_, err := w.as(who).ForgetMailAddress(t.Context(), request)
		return err
	}
	testkit.WantFault(t, forget(testkit.Resident2, &noticev1.ForgetMailAddressRequest{}), codes.NotFound, "NOT_FOUND")
	testkit.WantFault(t, forget(testkit.Resident, &noticev1.ForgetMailAddressRequest{Etag: "v9"}), codes.Aborted, "STALE")
	got, err := w.as(testkit.Resident).GetMailAddress(t.Context(), &noticev1.GetMailAddressRequest{})
	if err != nil || got.GetLanguage() != "zh-CN" {
		t.Fatalf("%v, %v", got, err)
	}
	for range 2 { // the second is the answer of the first
		if err := forget(testkit.Resident, &noticev1.ForgetMailAddressRequest{Etag: got.GetEtag(), RequestId: "forget"}); err != nil {
			t.Fatal(err)
		}
	}
	_, err = w.as(testkit.Resident).GetMailAddress(t.Context(), &noticev1.GetMailAddressRequest{})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
	w.cancelled()
	if err := deliver(t.Context(), w.Kit, w.delivery()); err != nil || len(w.Mails.Taken()) != 1 {
		t.Errorf("%v, %v", err, w.Mails.Taken())
	}
}

// proves NI-03
func TestTheDistrictSaysInWhichOrderTheChannelsAreTried(t *testing.T) {
	t.Parallel()
	w := start(t)
	if _, err := w.confirm(w.setMail(residentsMail, "zh")); err != nil {
		t.Fatal(err)
	}
	w.template(notice.EMail, notice.SMS)
	w.cancelled()
	w.Mails.Answers(550)
	w.template(notice.SMS) // later: a notice keeps the order that held when it was made
	if err := deliver(t.Context(), w.Kit, w.deliveries()[byMail]); err != nil {
		t.Error(err)
	}
	all := w.deliveries()
	if all[byMail].GetReason() != noticev1.Delivery_REASON_REFUSED || deliver(t.Context(), w.Kit, all[bySMS]) != nil || w.Rings(residentsPhone) != 1 {
		t.Errorf("%v", all)
	}
}
