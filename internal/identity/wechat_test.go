package identity_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"google.golang.org/grpc/codes"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/platform/wechat"
)

// byWeChat signs in with codes of the mini-program.
func byWeChat(t *testing.T, k *testkit.Kit, code, phoneCode string) (*identityv1.Tokens, error) {
	return identity(k.Channel).LoginWithWeChat(t.Context(), &identityv1.LoginWithWeChatRequest{Code: code, PhoneCode: phoneCode})
}

func TestAWeChatUserIsThePersonOfHisTelephoneAndStaysHim(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	want := me(t, k, testkit.Resident).GetPerson()
	for _, phoneCode := range []string{"13800000001", "", "13800000002"} { // bound by the first, whatever comes along later
		tokens, err := byWeChat(t, k, "a", phoneCode)
		if err != nil || tokens.GetPrincipal().GetPerson() != want || !works(t, k, tokens.GetAccessToken()) {
			t.Errorf("with the telephone %q: %v, %v", phoneCode, tokens.GetPrincipal(), err)
		}
	}
	stranger, err := byWeChat(t, k, "b", "")
	if err != nil || stranger.GetPrincipal().GetPerson() == want || stranger.GetPrincipal().GetDisplayName() != "新居民" ||
		stranger.GetPrincipal().GetMaskedPhone() != "" {
		t.Errorf("a user without a telephone: %v, %v", stranger.GetPrincipal(), err)
	}
	if again, err := byWeChat(t, k, "b", ""); err != nil || again.GetPrincipal().GetPerson() != stranger.GetPrincipal().GetPerson() {
		t.Errorf("the same user again: %v, %v", again.GetPrincipal(), err)
	}
	_, err = byWeChat(t, k, "d", "no code of a telephone")
	testkit.WantFault(t, err, codes.Unauthenticated, "WECHAT_CODE_WRONG")
}

func TestAWeChatUserWhoComesTwiceAtOnceIsOnePerson(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	var mu sync.Mutex
	persons := map[string]bool{}
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			tokens, err := byWeChat(t, k, "c", "")
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			persons[tokens.GetPrincipal().GetPerson()] = true
		})
	}
	all.Wait()
	if len(persons) != 1 {
		t.Errorf("%d persons", len(persons))
	}
}

// WeChat may answer whatever it likes: nobody is signed in by it, and the key of a session is nowhere.
func TestCase19WeChatThatRefusesBreaksOrRepeatsSignsNobodyIn(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	used := map[string]bool{}
	platform := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch code := r.URL.Query().Get("js_code"); code {
		case "invalid":
			io.WriteString(w, `{"errcode": 40029, "errmsg": "invalid code"}`)
		case "busy":
			io.WriteString(w, `{"errcode": -1, "errmsg": "system error"}`)
		case "often":
			io.WriteString(w, `{"errcode": 45011}`)
		case "risky":
			io.WriteString(w, `{"errcode": 40226}`)
		case "huge":
			io.WriteString(w, `{"openid": "`+strings.Repeat("x", 1<<20)+`"}`)
		case "html":
			io.WriteString(w, `<html>502</html>`)
		case "slow":
			<-r.Context().Done()
		default:
			mu.Lock()
			defer mu.Unlock()
			if used[code] {
				io.WriteString(w, `{"errcode": 40163, "errmsg": "code been used"}`)
				return
			}
			used[code] = true
			fmt.Fprintf(w, `{"openid": "o-%s", "session_key": %q}`, code, demo.WeChatSessionKey)
		}
	}))
	defer platform.Close()
	k := testkit.Start(t, func(p *app.Parts) {
		var err error
		if p.Outside.WeChat, err = wechat.NewClient(platform.URL, wechat.App{ID: "wx", Secret: "s"}, p.Clock); err != nil {
			t.Fatal(err)
		}
	})
	tokens, err := byWeChat(t, k, "good", "")
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]struct {
		code   codes.Code
		reason string
	}{
		"good":    {codes.Unauthenticated, "WECHAT_CODE_WRONG"}, // the second time
		"invalid": {codes.Unauthenticated, "WECHAT_CODE_WRONG"},
		"busy":    {codes.Unavailable, "WECHAT_UNAVAILABLE"},
		"often":   {codes.ResourceExhausted, "LOGIN_LIMIT"},
		"risky":   {codes.PermissionDenied, "WECHAT_USER_BLOCKED"},
		"huge":    {codes.Unavailable, "WECHAT_UNAVAILABLE"},
		"html":    {codes.Unavailable, "WECHAT_UNAVAILABLE"},
		"slow":    {codes.Unavailable, "WECHAT_UNAVAILABLE"},
	} {
		_, err := byWeChat(t, k, code, "")
		testkit.WantFault(t, err, want.code, want.reason)
	}
	var sessions int
	if err := k.Owner().QueryRow(t.Context(), "select count(*) from session").Scan(&sessions); err != nil || sessions != 1 {
		t.Errorf("%d sessions, %v", sessions, err)
	}
	if strings.Contains(tokens.String(), demo.WeChatSessionKey) || strings.Contains(k.Log(), demo.WeChatSessionKey) {
		t.Error("the session_key is in an answer or in the log")
	}
	for table, text := range k.Dump(t) {
		if strings.Contains(text, demo.WeChatSessionKey) || strings.Contains(text, "o-good") {
			t.Errorf("table %s holds the session_key or the openid in clear", table)
		}
	}
}

func TestWithoutAMiniProgramNoWeChatCodeIsTaken(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t, func(p *app.Parts) { p.Outside.WeChat = nil })
	_, err := byWeChat(t, k, "a", "")
	testkit.WantFault(t, err, codes.FailedPrecondition, "LOGIN_METHOD_OFF")
}
