package wechat

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/clock"
)

const secret = "the secret of the app"

// at is a client of a platform that answers as handle says.
func at(t *testing.T, clk clock.Clock, handle http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handle)
	t.Cleanup(server.Close)
	c, err := NewClient(server.URL+"/", App{ID: "wx1", Secret: secret}, clk)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestALoginCodeGivesTheOpenID(t *testing.T) {
	t.Parallel()
	c := at(t, clock.System{}, func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		if r.Method != http.MethodGet || r.URL.Path != "/sns/jscode2session" || q.Get("appid") != "wx1" || q.Get("secret") != secret ||
			q.Get("js_code") != "a&b" || q.Get("grant_type") != "authorization_code" {
			t.Errorf("%s %s", r.Method, r.URL)
		}
		io.WriteString(w, `{"openid": "o-1", "session_key": "k", "unionid": "u"}`)
	})
	if got, err := c.Subject(t.Context(), "a&b"); err != nil || got != "o-1" || c.Issuer() != "wechat:wx1" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestEveryOtherAnswerIsToldApartAndHoldsNoSecret(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status int
		body   string
		want   error
	}{
		"invalid code":   {200, `{"errcode": 40029, "errmsg": "invalid code"}`, ErrCode},
		"used code":      {200, `{"errcode": 40163, "errmsg": "code been used"}`, ErrCode},
		"limited":        {200, `{"errcode": 45011}`, ErrLimited},
		"blocked":        {200, `{"errcode": 40226}`, ErrBlocked},
		"busy":           {200, `{"errcode": -1, "errmsg": "system error"}`, ErrUnavailable},
		"wrong secret":   {200, `{"errcode": 40125}`, ErrUnavailable},
		"no JSON":        {200, `<html>`, ErrUnavailable},
		"nothing":        {200, ``, ErrUnavailable},
		"another shape":  {200, `[1]`, ErrUnavailable},
		"no openid":      {200, `{"session_key": "k"}`, ErrUnavailable},
		"huge":           {200, `{"openid": "` + strings.Repeat("x", maxAnswer) + `"}`, ErrUnavailable},
		"another status": {502, `{"openid": "o-1"}`, ErrUnavailable},
		"redirect":       {302, `{"openid": "o-1"}`, ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := at(t, clock.System{}, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", "/elsewhere")
				w.WriteHeader(c.status)
				io.WriteString(w, c.body)
			})
			_, err := client.Subject(t.Context(), "code")
			if !errors.Is(err, c.want) || strings.Contains(fmt.Sprint(err), "secret") {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
	gone := at(t, clock.System{}, nil)
	gone.url = "http://127.0.0.1:1"
	if _, err := gone.Subject(t.Context(), "code"); !errors.Is(err, ErrUnavailable) || strings.Contains(fmt.Sprint(err), "secret") {
		t.Errorf("a platform that is away: %v", err)
	}
}

func TestManyWhoNeedATokenAskForItOnceAndUntilItEnds(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	clk := clock.NewManual(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC))
	c := at(t, clk, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cgi-bin/stable_token" {
			var body map[string]any
			if json.NewDecoder(r.Body).Decode(&body) != nil || body["secret"] != secret {
				t.Errorf("asks for a token with %v", body)
			}
			fmt.Fprintf(w, `{"access_token": "t%d", "expires_in": 7200}`, asked.Add(1))
			return
		}
		io.WriteString(w, `{"errcode": 0, "phone_info": {"purePhoneNumber": "13800000001", "countryCode": "86"}}`)
	})
	phones := func(n int) {
		var all sync.WaitGroup
		for range n {
			all.Go(func() {
				if got, err := c.Phone(t.Context(), "code"); err != nil || got != "+8613800000001" {
					t.Errorf("%q, %v", got, err)
				}
			})
		}
		all.Wait()
	}
	phones(20)
	first := asked.Load()
	clk.Advance(2*time.Hour - early - time.Second)
	phones(1)
	if first != 1 || asked.Load() != 1 {
		t.Errorf("asked %d times at once, %d times in all", first, asked.Load())
	}
	clk.Advance(time.Second)
	phones(1)
	if asked.Load() != 2 {
		t.Errorf("asked %d times after the token's end", asked.Load())
	}
}

func TestATokenThatEndsBeforeItsTimeIsRenewedOnce(t *testing.T) {
	t.Parallel()
	var asked atomic.Int64
	c := at(t, clock.System{}, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/cgi-bin/stable_token":
			fmt.Fprintf(w, `{"access_token": "t%d", "expires_in": 7200}`, asked.Add(1))
		case r.URL.Query().Get("access_token") == "t1":
			io.WriteString(w, `{"errcode": 42001}`)
		default:
			io.WriteString(w, `{"errcode": 0, "phone_info": {"purePhoneNumber": "61234567", "countryCode": "852"}}`)
		}
	})
	if got, err := c.Phone(t.Context(), "code"); err != nil || got != "+85261234567" || asked.Load() != 2 {
		t.Errorf("%q, %v, asked %d times", got, err, asked.Load())
	}
}

func TestAMessageIsSentAndEveryAnswerToItIsToldApart(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]error{0: nil, 43101: ErrConsent, 40003: ErrRefused, 40037: ErrRefused, 41030: ErrRefused, 47003: ErrRefused,
		-1: ErrUnavailable, 45009: ErrUnavailable} {
		c := at(t, clock.System{}, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/cgi-bin/stable_token" {
				io.WriteString(w, `{"access_token": "t", "expires_in": 7200}`)
				return
			}
			var body map[string]any
			if r.Method != http.MethodPost || r.URL.Path != "/cgi-bin/message/subscribe/send" || r.URL.Query().Get("access_token") != "t" ||
				json.NewDecoder(r.Body).Decode(&body) != nil ||
				fmt.Sprint(body) != "map[data:map[thing1:map[value:a]] lang:zh_CN page:pages/a template_id:tmpl touser:o-1]" {
				t.Errorf("%s %s: %v", r.Method, r.URL, body)
			}
			fmt.Fprintf(w, `{"errcode": %d, "errmsg": "", "msgid": 42}`, code)
		})
		id, err := c.Send(t.Context(), Message{To: "o-1", Template: "tmpl", Page: "pages/a", Fields: map[string]string{"thing1": "a"}})
		if !errors.Is(err, want) || id != "42" {
			t.Errorf("%d: %q, %v", code, id, err)
		}
	}
}

func TestAnAppWithoutIDOrSecretIsNone(t *testing.T) {
	t.Parallel()
	for _, app := range []App{{}, {ID: "wx1"}, {Secret: secret}} {
		if _, err := NewClient(Platform, app, clock.System{}); err == nil {
			t.Errorf("%v is taken", app.ID)
		}
	}
}
