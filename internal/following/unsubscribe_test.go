package following_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc/codes"

	intakev1 "github.com/haolinju/haolinju/api/gen/haolinju/intake/v1"
	noticev1 "github.com/haolinju/haolinju/api/gen/haolinju/notice/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/access"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

var sixDigits = regexp.MustCompile(`\b[0-9]{6}\b`)

// token is that of a notice that somebody has of a new issue in the area that he follows.
func (w world) token(t *testing.T, who testkit.Who) string {
	t.Helper()
	f := w.follow(t, who, w.area(t))
	w.File(t)
	for _, n := range w.told(t, who) {
		if n.GetSubject() == f.GetName() && n.GetUnsubscribeToken() != "" {
			return n.GetUnsubscribeToken()
		}
	}
	t.Fatal("no notice carries a token")
	return ""
}

// unsubscribe uses a token without signing in.
func (w world) unsubscribe(t *testing.T, token string) error {
	t.Helper()
	_, err := w.As(testkit.Anonymous).Unsubscribe(t.Context(), &intakev1.UnsubscribeRequest{Token: token})
	return err
}

// proves IN-36
func TestTheTokenOfANoticeEndsItsFollowingWithoutSigningInAndNothingElse(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.follow(t, testkit.Resident2, w.Category)
	w.follow(t, testkit.Judge, w.area(t))
	token := w.token(t, testkit.Resident2)
	for table, text := range w.Dump(t) {
		if strings.Contains(text, token[strings.Index(token, "signature="):]) {
			t.Errorf("table %s holds the token", table)
		}
	}
	for range 2 { // the answer is the same whether it ends something or not
		status, answer := w.REST(t, testkit.Anonymous, http.MethodPost, "/v1/followings:unsubscribe", map[string]any{"token": token}, "X-Tenant", "900001")
		if status != http.StatusOK || len(answer) != 0 {
			t.Errorf("%d %v", status, answer)
		}
		if got := w.follows(t, testkit.Resident2); !slices.Equal(got, []string{w.Category}) {
			t.Errorf("he follows %v", got)
		}
	}
	if got := w.follows(t, testkit.Judge); len(got) != 1 {
		t.Errorf("somebody else follows %v", got)
	}
	w.follow(t, testkit.Resident2, w.area(t))
	if err := w.unsubscribe(t, token); err != nil || len(w.follows(t, testkit.Resident2)) != 2 {
		t.Errorf("what he has followed since ends by the old token too: %v", err)
	}
	if n := w.count(t, "select count(*) from audit where action = 'intake.following.unsubscribe' and after->>'ended' = '1'"); n != 1 {
		t.Errorf("%d audit rows", n)
	}
}

// proves IN-36
func TestATokenThatIsForgedChangedOrOverEndsNothing(t *testing.T) {
	t.Parallel()
	w := start(t)
	token := w.token(t, testkit.Resident2)
	other := w.follow(t, testkit.Judge, w.area(t)).GetName()
	path, query, _ := strings.Cut(token, "?")
	for what, forged := range map[string]string{
		"of another following": other + "?" + query,
		"of another district":  strings.Replace(token, "tenant=110111", "tenant=900001", 1),
		"that lasts longer":    strings.Replace(token, "expires=", "expires=9", 1),
		"without signature":    path + "?" + query[:strings.Index(query, "&signature")],
		"of another thing":     "issues/" + strings.TrimPrefix(token, "followings/"),
		"no address":           "%",
	} {
		err := w.unsubscribe(t, forged)
		if err == nil {
			t.Errorf("a token %s is taken", what)
			continue
		}
		testkit.WantFault(t, err, codes.PermissionDenied, "LINK_NOT_VALID")
	}
	w.Clock.Advance(90*24*time.Hour - time.Second)
	if err := w.unsubscribe(t, strings.Replace(token, "followings", "following", 1)); err == nil || len(w.follows(t, testkit.Resident2)) != 1 {
		t.Error("a token of nothing ends something")
	}
	w.Clock.Advance(2 * time.Second)
	testkit.WantFault(t, w.unsubscribe(t, token), codes.PermissionDenied, "LINK_LAPSED")
	if got := w.follows(t, testkit.Resident2); len(got) != 1 {
		t.Errorf("after 90 days it still ends the following: %v", got)
	}
}

func TestTokensAreTriedNoMoreOftenThanSignIns(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t, func(p *app.Parts) { p.Rates = limit.Rates{limit.SignIn: 2} })
	try := func() error {
		_, err := intakev1.NewIntakeServiceClient(k.Conn(testkit.Anonymous)).Unsubscribe(t.Context(), &intakev1.UnsubscribeRequest{Token: "x"})
		return err
	}
	for range 2 {
		testkit.WantFault(t, try(), codes.PermissionDenied, "LINK_NOT_VALID")
	}
	testkit.WantFault(t, try(), codes.ResourceExhausted, "RATE_LIMITED")
}

// proves IN-36
func TestAMailCarriesTheTokenOfItsNotice(t *testing.T) {
	t.Parallel()
	w := start(t)
	w.Settle(t, "notice.unsubscribe_address", `"https://fangshan.example/unsubscribe#"`)
	mine := noticev1.NewNoticeServiceClient(w.Conn(testkit.Resident2))
	if _, err := mine.SetMailAddress(t.Context(), &noticev1.SetMailAddressRequest{MailAddress: "li.si@example.cn"}); err != nil {
		t.Fatal(err)
	}
	mails := w.Mails.Taken()
	if _, err := mine.ConfirmMailAddress(t.Context(), &noticev1.ConfirmMailAddressRequest{Code: sixDigits.FindString(mails[0].Text)}); err != nil {
		t.Fatal(err)
	}
	token := w.token(t, testkit.Resident2)
	list, err := noticev1.NewNoticeServiceClient(w.Conn(testkit.SystemAdmin)).ListDeliveries(t.Context(), &noticev1.ListDeliveriesRequest{})
	if err != nil || len(list.GetDeliveries()) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	id := uuid.MustParse(strings.TrimPrefix(list.GetDeliveries()[0].GetName(), "deliveries/"))
	if err := w.Notice.Deliver(access.AsSystem(t.Context(), demo.Fangshan), id); err != nil {
		t.Fatal(err)
	}
	mails = w.Mails.Taken()
	if len(mails) != 2 || mails[1].To != "li.si@example.cn" || !strings.HasSuffix(strings.TrimSpace(mails[1].Text), "退订：https://fangshan.example/unsubscribe#"+token) {
		t.Errorf("the mail is %v, want the token %s", mails, token)
	}
}
