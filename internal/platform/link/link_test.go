package link_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/haolinju/haolinju/internal/platform/link"
)

var until = time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)

// clock stands at a moment in every tenant.
func clock(at time.Time) func(int) time.Time { return func(int) time.Time { return at } }

func open(t *testing.T, s *link.Signer, method, address string, now time.Time) (int, url.Values, error) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return s.Open(method, u, clock(now))
}

func TestALinkOpensWithItsTenantAndParametersUntilItLapses(t *testing.T) {
	t.Parallel()
	s := link.NewSigner([]byte("key"))
	address := s.Sign("GET", "/v1/x/content", url.Values{"variant": {"a&b=c"}}, 110111, until)
	of, parameters, err := open(t, s, "GET", address, until.Add(-time.Second))
	if err != nil || of != 110111 || parameters.Get("variant") != "a&b=c" {
		t.Errorf("%d, %v, %v", of, parameters, err)
	}
	if _, _, err := open(t, s, "GET", address, until); !errors.Is(err, link.ErrLapsed) {
		t.Errorf("when its time is over: %v", err)
	}
}

func TestNothingOfALinkCanBeExchanged(t *testing.T) {
	t.Parallel()
	s := link.NewSigner([]byte("key"))
	address := s.Sign("GET", "/v1/x/content", url.Values{"variant": {"content"}}, 110111, until)
	at := strings.Index(address, "signature=") + len("signature=")
	for what, forged := range map[string]string{
		"another path":             strings.Replace(address, "/x/", "/y/", 1),
		"another variant":          strings.Replace(address, "variant=content", "variant=original", 1),
		"another tenant":           strings.Replace(address, "110111", "900001", 1),
		"another hour":             strings.Replace(address, "expires=1795", "expires=1895", 1),
		"a parameter more":         address + "&variant=original",
		"no signature":             address[:at],
		"a signature of one byte":  address[:at] + "A",
		"another signature":        address[:at] + strings.Repeat("A", 43),
		"nothing":                  "/v1/x/content",
		"a link of another server": link.NewSigner([]byte("other")).Sign("GET", "/v1/x/content", url.Values{"variant": {"content"}}, 110111, until),
		"a link for another use":   s.Sign("PUT", "/v1/x/content", url.Values{"variant": {"content"}}, 110111, until),
	} {
		if forged == address {
			t.Fatalf("%s: the link is the same", what)
		}
		if _, _, err := open(t, s, "GET", forged, until.Add(-time.Second)); !errors.Is(err, link.ErrForged) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
