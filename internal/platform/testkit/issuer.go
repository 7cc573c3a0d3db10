package testkit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/haolinju/haolinju/internal/platform/clock"
	"github.com/haolinju/haolinju/internal/platform/oidc"
)

// RedirectURI is where the issuer sends browsers back to.
const RedirectURI = "https://staff.example.cn/signed-in"

// Issuer is an OpenID Connect issuer on loopback, at which anybody may sign in as anybody. It keeps to the standard: a code has one
// use, and is good for the client, address and verifier that it was begun with.
type Issuer struct {
	URL string

	server *httptest.Server
	clock  clock.Clock
	mu     sync.Mutex
	key    jose.JSONWebKey
	hidden bool
	codes  map[string]url.Values
	claims map[string]map[string]any // by subject
	word   func(*Issuer, map[string]any) string
}

func openIssuer(clk clock.Clock) *Issuer {
	i := &Issuer{clock: clk, codes: map[string]url.Values{}, claims: map[string]map[string]any{}, word: (*Issuer).Sign}
	i.Rotate()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", i.describe)
	mux.HandleFunc("GET /keys", i.show)
	mux.HandleFunc("GET /authorize", i.authorize)
	mux.HandleFunc("POST /token", i.exchange)
	i.server = httptest.NewServer(mux)
	i.URL = i.server.URL
	return i
}

// Registration is that of the house at the issuer.
func (i *Issuer) Registration() oidc.Registration {
	return oidc.Registration{Issuer: i.URL, ClientID: "haolinju", ClientSecret: "between the two of us", RedirectURIs: []string{RedirectURI},
		SecondFactor: oidc.SecondFactor{ACR: []string{"two-factors"}, AMR: []string{"mfa"}}, PhoneBinds: true}
}

// Close takes the issuer away.
func (i *Issuer) Close() { i.server.Close() }

// HideKeys lets nobody read the keys any more, while all else is answered.
func (i *Issuer) HideKeys() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.hidden = true
}

// Rotate replaces the key of the issuer: the last one is withdrawn.
func (i *Issuer) Rotate() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.key = NewSigningKey()
}

// Key is what the issuer signs with.
func (i *Issuer) Key() jose.JSONWebKey {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.key
}

// NewSigningKey is a key of the kind that the issuer signs with.
func NewSigningKey() jose.JSONWebKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return jose.JSONWebKey{Key: key, KeyID: rand.Text(), Algorithm: string(jose.ES256), Use: "sig"}
}

// Know makes claims beyond the subject part of what the issuer says of an account.
func (i *Issuer) Know(subject string, claims map[string]any) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.claims[subject] = claims
}

// Say lets another word leave the issuer than the sound one of the claims, until the next Say; nil for the sound one.
func (i *Issuer) Say(word func(*Issuer, map[string]any) string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.word = word; word == nil {
		i.word = (*Issuer).Sign
	}
}

// Sign is the sound word of claims.
func (i *Issuer) Sign(claims map[string]any) string { return SignClaims(jose.ES256, i.key, claims) }

// SignClaims is a JWT.
func SignClaims(algorithm jose.SignatureAlgorithm, key any, claims map[string]any) string {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, nil)
	if err != nil {
		panic(err)
	}
	word, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		panic(err)
	}
	return word
}

// SignIn is what a browser brings back from an authorization URL after somebody has signed in with an account.
func (i *Issuer) SignIn(t *testing.T, authorizationURL, subject string) (state, code string) {
	t.Helper()
	browser := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := browser.Get(authorizationURL + "&account=" + url.QueryEscape(subject))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	back, err := answer.Location()
	if err != nil {
		t.Fatalf("%s: %v", answer.Status, err)
	}
	return back.Query().Get("state"), back.Query().Get("code")
}

func (i *Issuer) describe(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]any{"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token",
		"jwks_uri": i.URL + "/keys", "id_token_signing_alg_values_supported": []string{"ES256"}})
}

func (i *Issuer) show(w http.ResponseWriter, _ *http.Request) {
	i.mu.Lock()
	hidden := i.hidden
	i.mu.Unlock()
	if hidden {
		http.Error(w, "later", http.StatusServiceUnavailable)
		return
	}
	key := i.Key()
	answer(w, http.StatusOK, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{key.Public()}})
}

func (i *Issuer) authorize(w http.ResponseWriter, r *http.Request) {
	q, ours := r.URL.Query(), i.Registration()
	if q.Get("client_id") != ours.ClientID || q.Get("redirect_uri") != RedirectURI || q.Get("response_type") != "code" ||
		q.Get("code_challenge_method") != "S256" || q.Get("nonce") == "" || q.Get("acr_values") != "two-factors" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	code := rand.Text()
	i.mu.Lock()
	i.codes[code] = q
	i.mu.Unlock()
	http.Redirect(w, r, RedirectURI+"?"+url.Values{"state": {q.Get("state")}, "code": {code}}.Encode(), http.StatusFound)
}

func (i *Issuer) exchange(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	begun, ours := i.codes[r.FormValue("code")], i.Registration()
	delete(i.codes, r.FormValue("code"))
	if id, secret, _ := r.BasicAuth(); id != ours.ClientID || secret != url.QueryEscape(ours.ClientSecret) {
		answer(w, http.StatusUnauthorized, map[string]any{"error": "invalid_client"})
		return
	}
	challenge := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	if begun == nil || begun.Get("redirect_uri") != r.FormValue("redirect_uri") ||
		begun.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(challenge[:]) {
		answer(w, http.StatusBadRequest, map[string]any{"error": "invalid_grant"})
		return
	}
	access := rand.Text()
	hash := sha256.Sum256([]byte(access))
	now := i.clock.Now(0)
	claims := map[string]any{"iss": i.URL, "sub": begun.Get("account"), "aud": ours.ClientID, "nonce": begun.Get("nonce"),
		"iat": now.Unix(), "exp": now.Add(time.Minute).Unix(), "at_hash": base64.RawURLEncoding.EncodeToString(hash[:16])}
	for k, v := range i.claims[begun.Get("account")] {
		claims[k] = v
	}
	answer(w, http.StatusOK, map[string]any{"access_token": access, "token_type": "Bearer", "expires_in": 60, "id_token": i.word(i, claims)})
}

func answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}
