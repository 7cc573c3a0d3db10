package sms

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
)

var (
	secret  = []byte("0123456789abcdef")
	message = Message{To: "+8613800000001", Template: LoginCode, Parameters: map[string]string{"code": "012345", "minutes": "5"}}
)

func TestAGatewayGetsTheMessageWithASignatureThatItCanCheck(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var got Message
		if err := json.Unmarshal(body, &got); err != nil || got.To != message.To || got.Parameters["code"] != "012345" {
			t.Errorf("got %s (%v)", body, err)
		}
		if when := r.Header.Get(signedpost.HeaderTimestamp); when != "1795399200" || r.Header.Get(signedpost.HeaderSignature) != signedpost.Sign(secret, when, body) {
			t.Errorf("signed at %s: %s", when, r.Header.Get(signedpost.HeaderSignature))
		}
		io.WriteString(w, `{"id": "m-1"}`)
	}))
	defer server.Close()
	g, err := NewGateway(server.URL, secret, clock.NewManual(at))
	if err != nil {
		t.Fatal(err)
	}
	if id, err := g.Send(t.Context(), message); err != nil || id != "m-1" {
		t.Errorf("%q, %v", id, err)
	}
}

func TestAGatewayThatRefusesIsToldFromOneThatIsAway(t *testing.T) {
	t.Parallel()
	status := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "http://127.0.0.1:1/")
		w.WriteHeader(status)
	}))
	defer server.Close()
	g, err := NewGateway(server.URL, secret, clock.System{})
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[int]string{200: "taken", 204: "taken", 302: "away", 400: "refused", 403: "refused", 429: "away", 503: "away"} {
		status = code
		_, err := g.Send(t.Context(), message)
		got := map[bool]string{true: "refused", false: "away"}[errors.Is(err, ErrRefused)]
		if err == nil {
			got = "taken"
		}
		if got != want {
			t.Errorf("%d is %s (%v), want %s", code, got, err, want)
		}
	}
	server.Close()
	if _, err := g.Send(t.Context(), message); err == nil || errors.Is(err, ErrRefused) {
		t.Errorf("a closed gateway: %v", err)
	}
}

func TestAGatewayWithoutAddressOrSecretIsNone(t *testing.T) {
	t.Parallel()
	if _, err := NewGateway("", secret, clock.System{}); err == nil {
		t.Error("no address is taken")
	}
	if _, err := NewGateway("http://127.0.0.1", secret[:15], clock.System{}); err == nil {
		t.Error("a short secret is taken")
	}
}

func TestThePrinterShowsAMessageInOneLine(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if _, err := NewPrinter(&out).Send(t.Context(), message); err != nil || out.String() != "SMS +8613800000001 login_code code=012345 minutes=5\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}
