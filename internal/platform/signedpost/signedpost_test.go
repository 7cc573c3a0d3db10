package signedpost_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/signedpost"
)

var secret = []byte("0123456789abcdef")

func TestWhatIsPostedCarriesASignatureThatCanBeChecked(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		at := r.Header.Get(signedpost.HeaderTimestamp)
		if string(body) != `{"a":1}` || at != "1795399200" || r.Header.Get(signedpost.HeaderSignature) != signedpost.Sign(secret, at, body) {
			t.Errorf("%s at %s", body, at)
		}
		io.WriteString(w, "taken")
	}))
	defer server.Close()
	c, err := signedpost.New(server.URL, secret, clock.NewManual(time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	if answer, err := c.Post(t.Context(), map[string]int{"a": 1}); string(answer) != "taken" || err != nil {
		t.Errorf("%q, %v", answer, err)
	}
}

func TestARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect is followed") }))
	defer inside.Close()
	server := httptest.NewServer(http.RedirectHandler(inside.URL, http.StatusTemporaryRedirect))
	defer server.Close()
	c, err := signedpost.New(server.URL, secret, clock.System{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Post(t.Context(), 1); err == nil || errors.Is(err, signedpost.ErrRefused) {
		t.Errorf("%v", err)
	}
}
