package identity_test

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"google.golang.org/grpc/codes"

	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/app"
	"github.com/haolinju/haolinju/internal/demo"
	"github.com/haolinju/haolinju/internal/platform/testkit"
	"github.com/haolinju/haolinju/internal/platform/token"
)

// forger makes access tokens with the very key of the server, so that a refusal is due to what a token says.
type forger struct {
	key    ed25519.PrivateKey
	header string // of a sound token
	claims string
}

// serverWithForger is a server whose signing key the test holds, and a sound token to start from.
func serverWithForger(t *testing.T) (*testkit.Kit, *forger, string) {
	t.Helper()
	keys := token.Generate()
	path := filepath.Join(t.TempDir(), "tokens.jwks")
	if err := keys.Save(path); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(content, &set); err != nil {
		t.Fatal(err)
	}
	k := testkit.Start(t, func(p *app.Parts) { p.TokenKeys = keys })
	sound := signIn(t, k, known).GetAccessToken()
	parts := strings.Split(sound, ".")
	return k, &forger{key: set.Keys[0].Key.(ed25519.PrivateKey), header: decoded(t, parts[0]), claims: decoded(t, parts[1])}, sound
}

// sign makes a token of a header and claims, signed with the server's key.
func (f *forger) sign(header, claims string) string {
	signed := encoded(header) + "." + encoded(claims)
	return signed + "." + encoded(string(ed25519.Sign(f.key, []byte(signed))))
}

// headed is a token whose header says something more.
func (f *forger) headed(extra string) string { return f.sign(with(f.header, extra), f.claims) }

// claiming is a token whose claims are the sound ones but for one, which they must have.
func (f *forger) claiming(t *testing.T, name string, value any) string {
	t.Helper()
	claims := map[string]any{}
	if err := json.Unmarshal([]byte(f.claims), &claims); err != nil {
		t.Fatal(err)
	}
	if _, ok := claims[name]; !ok {
		t.Fatalf("no token has the claim %s: %s", name, f.claims)
	}
	claims[name] = value
	changed, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	return f.sign(f.header, string(changed))
}

func with(object, extra string) string { return strings.TrimSuffix(object, "}") + "," + extra + "}" }

func encoded(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func decoded(t *testing.T, s string) string {
	t.Helper()
	content, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// trap is a web server that counts who asks it for the keys or the certificate of an attacker.
func trap(t *testing.T) (url string, asked *atomic.Int64) {
	asked = &atomic.Int64{}
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(server.Close)
	return server.URL, asked
}

func TestCase11AForgedTokenSignsNobodyInByAnyDoorAndLetsNothingBeFetched(t *testing.T) {
	t.Parallel()
	k, f, sound := serverWithForger(t)
	url, asked := trap(t)
	public := f.key.Public().(ed25519.PublicKey)
	_, stranger, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	now := k.Clock.Now(demo.Fangshan)

	hs256 := encoded(strings.Replace(f.header, "EdDSA", "HS256", 1)) + "." + encoded(f.claims)
	mac := hmac.New(sha256.New, public)
	mac.Write([]byte(hs256))
	encrypter, err := jose.NewEncrypter(jose.A256GCM, jose.Recipient{Algorithm: jose.DIRECT, Key: make([]byte, 32)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	encrypted, err := encrypter.Encrypt([]byte(sound))
	if err != nil {
		t.Fatal(err)
	}
	jwe, err := encrypted.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}

	for name, c := range map[string]struct {
		token string
		ours  bool
	}{
		"as issued":               {sound, true},
		"signed again":            {f.sign(f.header, f.claims), true},
		"alg none":                {encoded(strings.Replace(f.header, "EdDSA", "none", 1)) + "." + encoded(f.claims) + ".", false},
		"HS256 by the public key": {hs256 + "." + encoded(string(mac.Sum(nil))), false},
		"another's signature":     {(&forger{key: stranger}).sign(f.header, f.claims), false},
		"unknown kid":             {f.sign(strings.Replace(f.header, `"kid":"`, `"kid":"x`, 1), f.claims), false},
		"jku":                     {f.headed(fmt.Sprintf(`"jku":"%s/keys"`, url)), false},
		"x5u":                     {f.headed(fmt.Sprintf(`"x5u":"%s/certificate"`, url)), false},
		"wrong iss":               {f.claiming(t, "iss", url), false},
		"wrong aud":               {f.claiming(t, "aud", "another"), false},
		"wrong typ":               {f.sign(strings.Replace(f.header, "at+jwt", "JWT", 1), f.claims), false},
		"exp 60 s ago":            {f.claiming(t, "exp", now.Add(-time.Minute).Unix()), false},
		"exp in 60 s":             {f.claiming(t, "exp", now.Add(time.Minute).Unix()), true},
		"nbf in 60 s":             {f.claiming(t, "nbf", now.Add(time.Minute).Unix()), false},
		"9 KiB":                   {f.claiming(t, "jti", strings.Repeat("j", 6<<10+512)), false},
		"a claim twice":           {f.sign(f.header, with(f.claims, `"tenant":110111`)), false},
		"JWE":                     {jwe, false},
	} {
		t.Run(name, func(t *testing.T) {
			want := map[bool]int{true: http.StatusOK, false: http.StatusUnauthorized}[c.ours]
			if status, body := k.REST(t, testkit.Anonymous, http.MethodGet, "/v1/me", nil, "Authorization", "Bearer "+c.token); status != want {
				t.Errorf("REST answers %d %v", status, body)
			}
			_, err := identity(k.ConnWith(c.token)).GetMe(t.Context(), &identityv1.GetMeRequest{})
			switch {
			case !c.ours:
				testkit.WantFault(t, err, codes.Unauthenticated, "UNAUTHENTICATED")
			case err != nil:
				t.Errorf("gRPC answers %v", err)
			}
		})
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("%d requests were made to where a token points", n)
	}
}
