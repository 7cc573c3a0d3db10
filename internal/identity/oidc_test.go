package identity_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"google.golang.org/grpc/codes"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/oidc"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// begin a sign-in at the issuer.
func begin(t *testing.T, k *testkit.Kit) *identityv1.StartOidcLoginResponse {
	t.Helper()
	begun, err := identity(k.Channel).StartOidcLogin(t.Context(), &identityv1.StartOidcLoginRequest{RedirectUri: testkit.RedirectURI})
	if err != nil {
		t.Fatal(err)
	}
	return begun
}

// back is what the browser of an account brings back.
func back(t *testing.T, k *testkit.Kit, account, invitation string) *identityv1.LoginWithOidcRequest {
	t.Helper()
	begun := begin(t, k)
	state, code := k.Issuer.SignIn(t, begun.GetAuthorizationUrl(), account)
	return &identityv1.LoginWithOidcRequest{Handshake: begun.GetHandshake(), State: state, Code: code, Invitation: invitation}
}

// byOidc signs in with an account of the issuer.
func byOidc(t *testing.T, k *testkit.Kit, account, invitation string) (*identityv1.Tokens, error) {
	t.Helper()
	return identity(k.Channel).LoginWithOidc(t.Context(), back(t, k, account, invitation))
}

// invite a person to show his account.
func invite(t *testing.T, k *testkit.Kit, who testkit.Who) string {
	t.Helper()
	invitation, err := identity(k.Conn(testkit.SecurityAdmin)).InviteToOidc(t.Context(), &identityv1.InviteToOidcRequest{Name: "persons/" + testkit.ID(who)})
	if err != nil {
		t.Fatal(err)
	}
	return invitation.GetInvitation()
}

// twoFactors lets an account pass for one that has signed in with both.
var twoFactors = map[string]any{"amr": []string{"pwd", "mfa"}}

// proves AP-19, AD-15
func TestAMemberOfStaffSignsInAtTheIssuerOnceInvited(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	k.Issuer.Know("w-17", twoFactors)
	_, err := byOidc(t, k, "w-17", "")
	testkit.WantFault(t, err, codes.PermissionDenied, "OIDC_ACCOUNT_UNKNOWN")

	status, invited := k.REST(t, testkit.SecurityAdmin, http.MethodPost, "/v1/persons/"+testkit.ID(testkit.Dispatcher)+":inviteToOidc", map[string]any{})
	if status != http.StatusOK {
		t.Fatalf("%d %v", status, invited)
	}
	_, begun := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:startOidcLogin", map[string]any{"redirectUri": testkit.RedirectURI})
	if begun["expiresIn"] != 600.0 {
		t.Fatalf("%v", begun)
	}
	state, code := k.Issuer.SignIn(t, begun["authorizationUrl"].(string), "w-17")
	status, tokens := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:loginWithOidc", map[string]any{"handshake": begun["handshake"],
		"state": state, "code": code, "invitation": invited["invitation"], "device": "办公电脑"})
	principal, _ := tokens["principal"].(map[string]any)
	if status != http.StatusOK || principal["person"] != me(t, k, testkit.Dispatcher).GetPerson() {
		t.Fatalf("%d %v", status, tokens)
	}
	sessions, err := identity(k.ConnWith(tokens["accessToken"].(string))).ListSessions(t.Context(), &identityv1.ListSessionsRequest{})
	if err != nil || len(sessions.GetSessions()) != 1 || sessions.GetSessions()[0].GetMethod() != identityv1.Session_METHOD_OIDC ||
		sessions.GetSessions()[0].GetDevice() != "办公电脑" {
		t.Errorf("%v, %v", sessions, err)
	}

	if again, err := byOidc(t, k, "w-17", ""); err != nil || again.GetPrincipal().GetPerson() != principal["person"] {
		t.Errorf("without an invitation from then on: %v, %v", again.GetPrincipal(), err)
	}
	_, err = byOidc(t, k, "w-18", invited["invitation"].(string))
	testkit.WantFault(t, err, codes.Unauthenticated, "OIDC_INVITATION_INVALID")
}

// proves AP-19
func TestAnInvitationHoldsForOnePersonOneUseItsTimeAndUntilANewerOne(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	for _, account := range []string{"a", "b", "c"} {
		k.Issuer.Know(account, twoFactors)
	}
	older := invite(t, k, testkit.Dispatcher)
	newer := invite(t, k, testkit.Dispatcher)
	_, err := byOidc(t, k, "a", older)
	testkit.WantFault(t, err, codes.Unauthenticated, "OIDC_INVITATION_INVALID")
	if _, err := byOidc(t, k, "a", newer); err != nil {
		t.Fatal(err)
	}
	_, err = byOidc(t, k, "a", invite(t, k, testkit.LiaisonA))
	testkit.WantFault(t, err, codes.AlreadyExists, "OIDC_ACCOUNT_TAKEN")

	if _, err := byOidc(t, k, "b", invite(t, k, testkit.Dispatcher)); err != nil {
		t.Fatal(err)
	}
	_, err = byOidc(t, k, "a", "") // replaced by b
	testkit.WantFault(t, err, codes.PermissionDenied, "OIDC_ACCOUNT_UNKNOWN")

	late := invite(t, k, testkit.LiaisonB)
	k.Clock.Advance(72 * time.Hour)
	_, err = byOidc(t, k, "c", late)
	testkit.WantFault(t, err, codes.Unauthenticated, "OIDC_INVITATION_INVALID")

	_, err = identity(k.Conn(testkit.SystemAdmin)).InviteToOidc(t.Context(), &identityv1.InviteToOidcRequest{Name: "persons/" + testkit.ID(testkit.Judge)})
	testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
	_, err = identity(k.Conn(testkit.SecurityAdmin)).InviteToOidc(t.Context(), &identityv1.InviteToOidcRequest{Name: "persons/" + testkit.ID(testkit.ForeignResident)})
	testkit.WantFault(t, err, codes.NotFound, "NOT_FOUND")
}

func TestOfTwoAccountsThatComeWithOneInvitationOneStandsForThePerson(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	invitation, twin := invite(t, k, testkit.Dispatcher), k.Replica()
	var both sync.WaitGroup
	won := make([]bool, 6)
	for i := range won {
		house := []*testkit.Kit{k, twin}[i%2]
		account := string(rune('a' + i))
		k.Issuer.Know(account, twoFactors)
		request := back(t, house, account, invitation)
		both.Go(func() {
			_, err := identity(house.Channel).LoginWithOidc(t.Context(), request)
			won[i] = err == nil
		})
	}
	both.Wait()
	var accounts int
	if err := k.Owner().QueryRow(t.Context(), "select count(*) from external_identity").Scan(&accounts); err != nil || accounts != 1 || wins(won) != 1 {
		t.Errorf("%d accounts, %v; %v", accounts, err, won)
	}
}

func wins(won []bool) (n int) {
	for _, w := range won {
		if w {
			n++
		}
	}
	return n
}

// proves AP-19
func TestAVerifiedTelephoneFindsTheOneMemberOfStaffWhereTheOperatorWantsIt(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	number := ""
	for _, p := range demo.People {
		if p.Who == testkit.Dispatcher {
			number = p.Phone()
		}
	}
	know := func(account, phone string, verified bool) {
		k.Issuer.Know(account, map[string]any{"amr": []string{"mfa"}, "phone_number": phone, "phone_number_verified": verified})
	}
	know("unverified", number, false)
	know("resident", "+8613800000001", true)
	know("nobody", "+8613900000001", true)
	know("nonsense", "none", true)
	know("staff", number, true)
	for _, account := range []string{"unverified", "resident", "nobody", "nonsense"} {
		_, err := byOidc(t, k, account, "")
		testkit.WantFault(t, err, codes.PermissionDenied, "OIDC_ACCOUNT_UNKNOWN")
	}
	strict := k.Replica(func(p *app.Parts) {
		r := k.Issuer.Registration()
		r.PhoneBinds = false
		c, err := oidc.NewClient(r, p.Clock)
		if err != nil {
			t.Fatal(err)
		}
		p.Outside.OIDC = map[int]*oidc.Client{demo.Fangshan: c}
	})
	_, err := byOidc(t, strict, "staff", "")
	testkit.WantFault(t, err, codes.PermissionDenied, "OIDC_ACCOUNT_UNKNOWN")
	var persons, after int
	count := func(n *int) {
		if err := k.Owner().QueryRow(t.Context(), "select count(*) from person").Scan(n); err != nil {
			t.Fatal(err)
		}
	}
	count(&persons)
	tokens, err := byOidc(t, k, "staff", "")
	if err != nil || tokens.GetPrincipal().GetPerson() != me(t, k, testkit.Dispatcher).GetPerson() {
		t.Errorf("%v, %v", tokens.GetPrincipal(), err)
	}
	if count(&after); after != persons {
		t.Errorf("%d persons, before %d", after, persons)
	}
}

// proves AD-15
func TestAnIssuerThatHasNotSeenTwoFactorsSignsNoStaffIn(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	invitation := invite(t, k, testkit.Dispatcher)
	for _, claims := range []map[string]any{{}, {"amr": []string{"pwd"}}, {"acr": "1"}} {
		k.Issuer.Know("w-17", claims)
		_, err := byOidc(t, k, "w-17", invitation)
		testkit.WantFault(t, err, codes.PermissionDenied, "TWO_FACTORS_REQUIRED")
		k.Clock.Advance(time.Minute)
		invitation = ""
	}
	k.Issuer.Know("w-17", map[string]any{"acr": "two-factors"})
	if _, err := byOidc(t, k, "w-17", ""); err != nil {
		t.Error(err)
	}
}

func TestCase11AForgedWordOfAnIssuerSignsNobodyIn(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	k.Issuer.Know("w-17", twoFactors)
	if _, err := byOidc(t, k, "w-17", invite(t, k, testkit.Dispatcher)); err != nil {
		t.Fatal(err)
	}
	with := func(claim string, value any) func(*testkit.Issuer, map[string]any) string {
		return func(i *testkit.Issuer, claims map[string]any) string {
			claims[claim] = value
			if value == nil {
				delete(claims, claim)
			}
			return i.Sign(claims)
		}
	}
	other := testkit.NewSigningKey()
	now, tried := k.Clock.Now(0), 0
	for forgery, word := range map[string]func(*testkit.Issuer, map[string]any) string{
		"alg none": func(i *testkit.Issuer, claims map[string]any) string {
			_, payload, _ := strings.Cut(i.Sign(claims), ".")
			payload, _, _ = strings.Cut(payload, ".")
			return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + payload + "."
		},
		"HS256 with the client's secret": func(i *testkit.Issuer, claims map[string]any) string {
			return testkit.SignClaims(jose.HS256, []byte(strings.Repeat(i.Registration().ClientSecret, 2)), claims)
		},
		"a key of somebody else": func(_ *testkit.Issuer, claims map[string]any) string {
			return testkit.SignClaims(jose.ES256, other, claims)
		},
		"no token":         func(*testkit.Issuer, map[string]any) string { return "" },
		"another issuer":   with("iss", "https://issuer.example.cn"),
		"another audience": with("aud", "somebody else"),
		"two audiences":    with("aud", []string{"haolinju", "somebody else"}),
		"another azp":      with("azp", "somebody else"),
		"another nonce":    with("nonce", "another"),
		"no nonce":         with("nonce", nil),
		"no subject":       with("sub", nil),
		"expired":          with("exp", now.Add(-time.Second).Unix()),
		"not valid yet":    with("nbf", now.Add(time.Hour).Unix()),
		"another at_hash":  with("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
	} {
		tried++ // each from an address of its own: the failures of one are counted
		k.Issuer.Say(word)
		_, err := identity(k.Channel).LoginWithOidc(from(t, fmt.Sprintf("192.0.2.%d", tried)), back(t, k, "w-17", ""))
		if err == nil {
			t.Errorf("%s signs in", forgery)
			continue
		}
		testkit.WantFault(t, err, codes.Unauthenticated, "OIDC_REFUSED")
	}
	k.Issuer.Say(nil)
	k.Issuer.Rotate()
	if _, err := byOidc(t, k, "w-17", ""); err != nil {
		t.Errorf("after the issuer has replaced its key: %v", err)
	}
}

func TestAKeyThatTheIssuerHasWithdrawnIsBelievedAnHourAtMost(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	k.Issuer.Know("w-17", twoFactors)
	if _, err := byOidc(t, k, "w-17", invite(t, k, testkit.Dispatcher)); err != nil {
		t.Fatal(err)
	}
	withdrawn := k.Issuer.Key()
	k.Issuer.Rotate()
	k.Issuer.Say(func(_ *testkit.Issuer, claims map[string]any) string {
		return testkit.SignClaims(jose.ES256, withdrawn, claims)
	})
	k.Clock.Advance(time.Hour)
	_, err := byOidc(t, k, "w-17", "")
	testkit.WantFault(t, err, codes.Unauthenticated, "OIDC_REFUSED")
}

func TestAHandshakeHasOneUseOneBrowserAndTenMinutes(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	k.Issuer.Know("w-17", twoFactors)
	if _, err := byOidc(t, k, "w-17", invite(t, k, testkit.Dispatcher)); err != nil {
		t.Fatal(err)
	}
	login := func(r *identityv1.LoginWithOidcRequest) error {
		t.Helper()
		k.Clock.Advance(time.Minute) // the failures of an address are counted by the minute
		_, err := identity(k.Channel).LoginWithOidc(t.Context(), r)
		return err
	}
	used := back(t, k, "w-17", "")
	if err := login(used); err != nil {
		t.Fatal(err)
	}
	testkit.WantFault(t, login(used), codes.Unauthenticated, "OIDC_HANDSHAKE_INVALID")

	// Somebody sends his own state and code to the browser of another, and the other way round.
	mine, his := back(t, k, "w-17", ""), back(t, k, "w-17", "")
	mine.State, mine.Code, his.Code = his.State, his.Code, mine.Code
	testkit.WantFault(t, login(mine), codes.Unauthenticated, "OIDC_HANDSHAKE_INVALID")
	testkit.WantFault(t, login(his), codes.Unauthenticated, "OIDC_CODE_WRONG")

	late := back(t, k, "w-17", "")
	k.Clock.Advance(9 * time.Minute)
	testkit.WantFault(t, login(late), codes.Unauthenticated, "OIDC_HANDSHAKE_INVALID")
	testkit.WantFault(t, login(&identityv1.LoginWithOidcRequest{Handshake: "x", State: "x", Code: "x"}), codes.Unauthenticated, "OIDC_HANDSHAKE_INVALID")

	twice := back(t, k, "w-17", "")
	won := make([]bool, 8)
	var all sync.WaitGroup
	twin := k.Replica()
	for i := range won {
		all.Go(func() {
			_, err := identity([]*testkit.Kit{k, twin}[i%2].Channel).LoginWithOidc(t.Context(), twice)
			won[i] = err == nil
		})
	}
	all.Wait()
	if wins(won) != 1 {
		t.Errorf("%d of those who end one sign-in at once get in", wins(won))
	}
}

func TestADistrictWithoutAnIssuerAnIssuerThatIsAwayAndAStrangeAddressAreSaid(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	status, body := k.REST(t, testkit.Anonymous, http.MethodPost, "/v1/auth:startOidcLogin", map[string]any{"redirectUri": testkit.RedirectURI}, "X-Tenant", "900001")
	if status != http.StatusConflict || body["reason"] != "LOGIN_METHOD_OFF" {
		t.Errorf("%d %v", status, body)
	}
	_, err := identity(k.Channel).StartOidcLogin(t.Context(), &identityv1.StartOidcLoginRequest{RedirectUri: testkit.RedirectURI + "/"})
	testkit.WantFault(t, err, codes.InvalidArgument, "REDIRECT_URI_UNKNOWN")
	begun := back(t, k, "w-17", "")
	k.Issuer.Close()
	_, err = identity(k.Channel).LoginWithOidc(t.Context(), begun)
	testkit.WantFault(t, err, codes.Unavailable, "OIDC_UNAVAILABLE")
	_, err = identity(k.Replica().Channel).StartOidcLogin(t.Context(), &identityv1.StartOidcLoginRequest{RedirectUri: testkit.RedirectURI})
	testkit.WantFault(t, err, codes.Unavailable, "OIDC_UNAVAILABLE")
}

// proves AP-19
func TestAnIssuerWhoseKeysCannotBeReadIsAwayAndSaysNothingFalse(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	k.Issuer.Know("w-17", twoFactors)
	invitation := invite(t, k, testkit.Dispatcher)
	k.Issuer.HideKeys()
	_, err := byOidc(t, k, "w-17", invitation)
	testkit.WantFault(t, err, codes.Unavailable, "OIDC_UNAVAILABLE")
}

func TestNothingOfASignInAtTheIssuerIsStoredInClear(t *testing.T) {
	t.Parallel()
	k := testkit.Start(t)
	k.Issuer.Know("a-subject-of-his", twoFactors)
	open, invitation := begin(t, k), invite(t, k, testkit.LiaisonA)
	done := back(t, k, "a-subject-of-his", invite(t, k, testkit.Dispatcher))
	if _, err := identity(k.Channel).LoginWithOidc(t.Context(), done); err != nil {
		t.Fatal(err)
	}
	dump := k.Dump(t)
	dump["the log"] = k.Log()
	for _, secret := range []string{open.GetHandshake(), invitation, done.GetHandshake(), done.GetState(), done.GetCode(), "a-subject-of-his",
		k.Issuer.Registration().ClientSecret} {
		_, bare, dotted := strings.Cut(secret, ".")
		if !dotted {
			bare = secret
		}
		for where, text := range dump {
			if strings.Contains(text, bare) {
				t.Errorf("%s holds %s", where, bare)
			}
		}
	}
}
