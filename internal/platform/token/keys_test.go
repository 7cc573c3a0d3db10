package token

import (
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// saved is the file of one new key, and two servers that have loaded it.
func saved(t *testing.T) (path string, one, other *Keys) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "tokens.jwks")
	for _, k := range []**Keys{&one, &other} {
		var err error
		if *k, err = LoadOrGenerate(path); err != nil {
			t.Fatal(err)
		}
	}
	return path, one, other
}

// reload reads the file where it has changed.
func reload(t *testing.T, k *Keys, want bool) {
	t.Helper()
	if changed, err := k.Reload(); err != nil || changed != want {
		t.Fatalf("changed %v, %v", changed, err)
	}
}

func change(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// At no step does a server get a token that it cannot verify, whichever of the two reads the file first.
func TestServersExchangeTheKeyOneAfterTheOther(t *testing.T) {
	t.Parallel()
	path, fast, slow := saved(t)
	verifiers := map[*Keys]*Verifier{fast: verifier(t, fast, 0, 8), slow: verifier(t, slow, 0, 8)}
	var all []string
	agree := func(when string) {
		t.Helper()
		all = append(all, issue(t, fast, alice, now), issue(t, slow, alice, now))
		for i, token := range all {
			for k, v := range verifiers {
				if _, err := v.Verify(token, now); err != nil {
					t.Errorf("%s: token %d at the fast server %v: %v", when, i, k == fast, err)
				}
			}
		}
	}
	old := fast.List()[0].ID
	agree("before")
	change(t, Add(path))
	reload(t, fast, true)
	reload(t, fast, false)
	agree("one has read the new key")
	reload(t, slow, true)
	next := fast.List()[1]
	if next.Role != Waits {
		t.Fatalf("%v", fast.List())
	}
	change(t, Promote(path, next.ID))
	reload(t, fast, true)
	agree("one signs with the new key")
	reload(t, slow, true)
	agree("both do")
	if got := slow.List(); len(got) != 2 || got[0] != (Key{next.ID, Signs}) || got[1] != (Key{old, Verifies}) {
		t.Errorf("%v", got)
	}
	if content, err := os.ReadFile(path); err != nil || strings.Count(string(content), `"d"`) != 1 {
		t.Errorf("the file keeps a private key that no longer signs: %v", err)
	}

	if err := Drop(path, next.ID); !errors.Is(err, ErrSigningKey) {
		t.Errorf("the signing key is dropped: %v", err)
	}
	if err := Promote(path, old); !errors.Is(err, ErrPublicKey) {
		t.Errorf("a key without its private part is promoted: %v", err)
	}
	if err := Drop(path, "another"); !errors.Is(err, ErrNoKey) {
		t.Errorf("%v", err)
	}
	change(t, Drop(path, old))
	reload(t, fast, true)
	if _, err := verifiers[fast].Verify(all[0], now); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("a token whose key is gone, seen before: %v", err)
	}
	if _, err := verifiers[fast].Verify(all[len(all)-1], now); err != nil {
		t.Error(err)
	}
}

func TestAFileThatCannotBeReadChangesNothing(t *testing.T) {
	t.Parallel()
	path, keys, _ := saved(t)
	token := issue(t, keys, alice, now)
	if err := os.WriteFile(path, []byte("half a fi"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if changed, err := keys.Reload(); err == nil || changed {
			t.Errorf("%v, %v", changed, err)
		}
	}
	if _, err := verifier(t, keys, 0, 8).Verify(token, now); err != nil {
		t.Error(err)
	}
}

func TestThePublicSetVerifiesAlsoWhatWillBeSignedAndCannotSign(t *testing.T) {
	t.Parallel()
	path, keys, _ := saved(t)
	change(t, Add(path))
	reload(t, keys, true)
	w := httptest.NewRecorder()
	keys.ServeHTTP(w, httptest.NewRequest("GET", "/.well-known/jwks.json", nil))
	if strings.Contains(w.Body.String(), `"d"`) {
		t.Fatal("the public set holds a private key")
	}
	if got := w.Header().Get("Content-Type") + " " + w.Header().Get("Cache-Control"); got != "application/jwk-set+json public, max-age=300" {
		t.Error(got)
	}
	published := filepath.Join(t.TempDir(), "public.jwks")
	if err := os.WriteFile(published, w.Body.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	public, err := Load(published)
	if err != nil {
		t.Fatal(err)
	}
	change(t, Promote(path, keys.List()[1].ID))
	before := issue(t, keys, alice, now)
	reload(t, keys, true)
	v := verifier(t, public, 0, 8)
	for _, token := range []string{before, issue(t, keys, alice, now)} {
		if _, err := v.Verify(token, now); err != nil {
			t.Error(err)
		}
	}
	if _, err := NewIssuer(public, realm); err == nil {
		t.Error("an issuer without a private key was made")
	}
}

func TestASecondStartUsesTheKeysOfTheFirst(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "tokens.jwks")
	first, err := LoadOrGenerate(path)
	if err != nil {
		t.Fatal(err)
	}
	second, err := LoadOrGenerate(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := verifier(t, second, 0, 8).Verify(issue(t, first, alice, now), now); err != nil {
		t.Error(err)
	}
}

func TestAKeySetOfTheWrongKindIsRefused(t *testing.T) {
	t.Parallel()
	one, err := marshal(Generate().set.Load().keys)
	if err != nil {
		t.Fatal(err)
	}
	key := strings.TrimSuffix(strings.TrimPrefix(strings.Join(strings.Fields(string(one)), ""), `{"keys":[`), `]}`)
	kid := key[strings.Index(key, `"kid":"`)+len(`"kid":"`):]
	kid = kid[:strings.Index(kid, `"`)]

	for name, content := range map[string]string{
		"empty":            ``,
		"no keys":          `{"keys":[]}`,
		"symmetric":        `{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"a","alg":"HS256","use":"sig"}]}`,
		"symmetric, EdDSA": `{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"a","alg":"EdDSA","use":"sig"}]}`,
		"no kid":           `{"keys":[` + strings.Replace(key, `"kid"`, `"dik"`, 1) + `]}`,
		"one kid twice":    `{"keys":[` + key + `,` + key + `]}`,
		"for encryption":   `{"keys":[` + strings.Replace(key, `"sig"`, `"enc"`, 1) + `]}`,
		"other algorithm":  `{"keys":[` + strings.Replace(key, `"EdDSA"`, `"ES256"`, 1) + `]}`,
	} {
		path := filepath.Join(t.TempDir(), "tokens.jwks")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path); err == nil {
			t.Errorf("%s: loaded", name)
		}
	}
	path := filepath.Join(t.TempDir(), "tokens.jwks")
	if err := os.WriteFile(path, []byte(`{"keys":[`+key+`]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if keys, err := Load(path); err != nil || keys.List()[0].ID != kid {
		t.Errorf("the sound set, which all cases vary: %v", err)
	}
}
