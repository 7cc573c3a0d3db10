package token

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

func TestAfterARotationOldAndNewTokensVerifyAndOnlyTheNewKeySigns(t *testing.T) {
	t.Parallel()
	before := Generate()
	path := filepath.Join(t.TempDir(), "tokens.jwks")
	if err := before.Rotate().Rotate().Save(path); err != nil {
		t.Fatal(err)
	}
	after, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	v := verifier(t, after, 0, 8)
	old, fresh := issue(t, before, alice, now), issue(t, after, alice, now)
	for name, token := range map[string]string{"old": old, "fresh": fresh} {
		if _, err := v.Verify(token, now); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := verifier(t, before, 0, 8).Verify(fresh, now); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("the fresh token was signed with the old key: %v", err)
	}
	if len(after.set) != 3 || after.set[0].IsPublic() || !after.set[1].IsPublic() || !after.set[2].IsPublic() {
		t.Errorf("the set of three keys keeps a private key that no longer signs: %v", len(after.set))
	}
}

func TestThePublicSetVerifiesAndCannotSign(t *testing.T) {
	t.Parallel()
	keys := Generate().Rotate()
	content, err := keys.Public()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(content), `"d"`) {
		t.Fatal("the public set holds a private key")
	}
	path := filepath.Join(t.TempDir(), "public.jwks")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	public, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := verifier(t, public, 0, 8).Verify(issue(t, keys, alice, now), now); err != nil {
		t.Error(err)
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
	one, err := marshal(Generate().set)
	if err != nil {
		t.Fatal(err)
	}
	key := strings.TrimSuffix(strings.TrimPrefix(strings.Join(strings.Fields(string(one)), ""), `{"keys":[`), `]}`)
	two, err := marshal(Generate().set)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.TrimSuffix(strings.TrimPrefix(strings.Join(strings.Fields(string(two)), ""), `{"keys":[`), `]}`)
	kid := key[strings.Index(key, `"kid":"`)+len(`"kid":"`):]
	kid = kid[:strings.Index(kid, `"`)]

	for name, content := range map[string]string{
		"empty":            ``,
		"no keys":          `{"keys":[]}`,
		"symmetric":        `{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"a","alg":"HS256","use":"sig"}]}`,
		"symmetric, EdDSA": `{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"a","alg":"EdDSA","use":"sig"}]}`,
		"no kid":           `{"keys":[` + strings.Replace(key, `"kid"`, `"dik"`, 1) + `]}`,
		"one kid twice":    `{"keys":[` + key + `,` + key + `]}`,
		"two signers":      `{"keys":[` + key + `,` + other + `]}`,
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
	if keys, err := Load(path); err != nil || keys.set[0].KeyID != kid {
		t.Errorf("the sound set, which all cases vary: %v", err)
	}
}
