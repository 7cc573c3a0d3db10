package app_test

import (
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// Two servers on one database read the file at different times, and an old token goes on until its end.
func TestNobodyIsSignedOutWhileTwoServersExchangeTheTokenKey(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "tokens.jwks")
	load := func(p *app.Parts) {
		var err error
		if p.TokenKeys, err = token.LoadOrGenerate(path); err != nil {
			t.Fatal(err)
		}
	}
	first := testkit.Start(t, load)
	houses := map[string]*testkit.Kit{"first": first, "second": first.Replica(load)}
	tokens := map[string]string{}
	check := func(when string) {
		t.Helper()
		for at, k := range houses {
			tokens["of the "+at+" server, "+when] = k.Token(testkit.Resident)
		}
		for whose, bearer := range tokens {
			for at, k := range houses {
				if _, err := identityv1.NewIdentityServiceClient(k.ConnWith(bearer)).GetMe(t.Context(), &identityv1.GetMeRequest{}); err != nil {
					t.Errorf("%s: a token %s at the %s server: %v", when, whose, at, err)
				}
			}
		}
	}
	step := func(when string, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []string{"second", "first"} {
			if changed, err := houses[at].TokenKeys.Reload(); !changed || err != nil {
				t.Fatalf("%s: changed %v, %v", when, changed, err)
			}
			check(when + ", read by the " + at)
		}
	}
	check("before")
	old := first.TokenKeys.List()[0].ID
	step("added", token.Add(path))
	step("promoted", token.Promote(path, first.TokenKeys.List()[1].ID))

	first.Clock.Advance(15*time.Minute - time.Second)
	last := tokens["of the second server, before"]
	if _, err := identityv1.NewIdentityServiceClient(first.ConnWith(last)).GetMe(t.Context(), &identityv1.GetMeRequest{}); err != nil {
		t.Errorf("just before its end: %v", err)
	}
	if err := token.Drop(path, old); err != nil {
		t.Fatal(err)
	}
	if _, err := first.TokenKeys.Reload(); err != nil {
		t.Fatal(err)
	}
	_, err := identityv1.NewIdentityServiceClient(first.ConnWith(last)).GetMe(t.Context(), &identityv1.GetMeRequest{})
	testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
}

func TestTheKeysThatVerifyOurTokensArePublished(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	got := send(t, d.Kit, d.rest, testkit.Anonymous, http.MethodGet, "/.well-known/jwks.json", nil)
	want, err := d.TokenKeys.Public()
	body, _ := read(t, got)
	if err != nil || got.StatusCode != http.StatusOK || body != string(want) || got.Header.Get("Cache-Control") != "public, max-age=300" {
		t.Errorf("%d %v %s, %v", got.StatusCode, got.Header, body, err)
	}
}
