package app_test

import (
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/limit"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// withRates is a house with other budgets than the usual.
func withRates(rates limit.Rates) func(*app.Parts) { return func(p *app.Parts) { p.Rates = rates } }

// budget is what an answer says of the caller's budget.
type budget struct{ limit, remaining, reset, retry string }

func budgetOf(h http.Header) budget {
	return budget{h.Get("RateLimit-Limit"), h.Get("RateLimit-Remaining"), h.Get("RateLimit-Reset"), h.Get("Retry-After")}
}

// Both doors spend the same budget of a person and tell what is left of it; the call above it is refused with the time to
// wait, and succeeds after that time.
//
// proves AP-17
func TestACallerAboveItsBudgetIsToldToWaitByBothDoors(t *testing.T) {
	t.Parallel()
	d := openDistrict(t, withRates(limit.Rates{limit.Read: 3}))
	for i, want := range []budget{{"3", "2", "20", ""}, {"3", "1", "40", ""}} {
		answer := send(t, d.Kit, d.rest, testkit.Resident, "GET", "/v1/me", nil)
		if got := budgetOf(answer.Header); answer.StatusCode != http.StatusOK || got != want {
			t.Errorf("call %d: %d %+v, want %+v", i, answer.StatusCode, got, want)
		}
	}
	me := identityv1.NewIdentityServiceClient(d.native)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+d.Token(testkit.Resident))
	var header metadata.MD
	if _, err := me.GetMe(ctx, &identityv1.GetMeRequest{}, grpc.Header(&header)); err != nil || header.Get("ratelimit-remaining")[0] != "0" {
		t.Errorf("the third call, by gRPC: %v, %v", err, header)
	}
	_, err := me.GetMe(ctx, &identityv1.GetMeRequest{}, grpc.Header(&header))
	testkit.WantFault(t, err, codes.ResourceExhausted, "RATE_LIMITED")
	if wait := fault.RetryAfter(status.Convert(err)); wait != 20*time.Second || header.Get("ratelimit-reset")[0] != "60" {
		t.Errorf("the call above the budget waits %v, %v", wait, header)
	}
	answer := send(t, d.Kit, d.rest, testkit.Resident, "GET", "/v1/me", nil)
	if _, body := read(t, answer); answer.StatusCode != http.StatusTooManyRequests || body["reason"] != "RATE_LIMITED" ||
		budgetOf(answer.Header) != (budget{"3", "0", "60", "20"}) {
		t.Errorf("by REST: %d %v %+v", answer.StatusCode, body, budgetOf(answer.Header))
	}
	if answer := send(t, d.Kit, d.rest, testkit.Resident2, "GET", "/v1/me", nil); answer.StatusCode != http.StatusOK {
		t.Errorf("another person: %d", answer.StatusCode)
	}
	if answer := send(t, d.Kit, d.rest, testkit.Resident, "POST", "/v1/issues", []byte(`{}`)); answer.StatusCode != http.StatusBadRequest {
		t.Errorf("another class: %d", answer.StatusCode)
	}
	d.Clock.Advance(20 * time.Second)
	if answer := send(t, d.Kit, d.rest, testkit.Resident, "GET", "/v1/me", nil); answer.StatusCode != http.StatusOK {
		t.Errorf("after the wait: %d", answer.StatusCode)
	}
}

// A caller without sign-in spends the budget of the address that the proxies of the installation name, not the one that
// the caller writes; a token that is none spends it too.
func TestWithoutSignInTheAddressSpendsTheBudget(t *testing.T) {
	t.Parallel()
	d := openDistrict(t, func(p *app.Parts) {
		p.Rates = limit.Rates{limit.Read: 1}
		p.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")} // where httptest calls from
	})
	ask := func(headers ...string) int {
		return send(t, d.Kit, d.rest, testkit.Anonymous, "GET", "/v1/units", nil, headers...).StatusCode
	}
	for i, c := range []struct {
		forwarded, token string
		want             int
	}{
		{"198.51.100.1", "", 200},
		{"203.0.113.9, 198.51.100.1", "", 429}, // the caller made the first hop up
		{"198.51.100.2", "", 200},
		{"198.51.100.3", "Bearer x", 401},
		{"198.51.100.3", "Bearer x", 429},
		{"198.51.100.3", "", 429},
	} {
		if got := ask("X-Forwarded-For", c.forwarded, "Authorization", c.token); got != c.want {
			t.Errorf("call %d from %s: %d, want %d", i, c.forwarded, got, c.want)
		}
	}
	if got := send(t, d.Kit, d.rest, testkit.Resident, "GET", "/v1/me", nil, "X-Forwarded-For", "198.51.100.3").StatusCode; got != http.StatusOK {
		t.Errorf("a person at the same address: %d", got)
	}
	send(t, d.Kit, d.rest, testkit.Resident, "POST", "/v1/"+d.filed()+":triage", []byte(`{}`), "X-Forwarded-For", "203.0.113.9, 198.51.100.3")
	var origin string
	if err := d.Owner().QueryRow(t.Context(), "select origin from audit where result = 'DENIED'").Scan(&origin); err != nil || origin != "198.51.100.3" {
		t.Errorf("the audit says that the denied call came from %q, %v", origin, err)
	}
}

func TestIdempotencyKeysHaveABudgetOfTheirOwn(t *testing.T) {
	t.Parallel()
	d := openDistrict(t, withRates(limit.Rates{limit.Keys: 2, limit.Write: 100}))
	unknown := "/v1/issues/" + uuid.NewString() + ":withdraw"
	before := d.rows()
	for i, want := range []int{404, 404, 429} {
		answer := send(t, d.Kit, d.rest, testkit.Resident, "POST", unknown, []byte(`{}`), "Idempotency-Key", strings.Repeat("k", i+1))
		if answer.StatusCode != want {
			t.Errorf("key %d: %d, want %d", i, answer.StatusCode, want)
		}
	}
	if answer := send(t, d.Kit, d.rest, testkit.Resident, "POST", unknown, []byte(`{}`)); answer.StatusCode != 404 {
		t.Errorf("without a key: %d", answer.StatusCode)
	}
	if d.rows() != before {
		t.Error("a refused call wrote something")
	}
}
