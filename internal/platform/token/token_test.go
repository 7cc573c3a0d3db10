package token

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

var (
	realm = Realm{Issuer: "https://haolinju.example", Audience: "haolinju"}
	alice = Claims{Person: uuid.MustParse("0192f0c1-7a3b-7000-8000-00000000000a"), Tenant: 110111, ID: "j1"}
	now   = time.Date(2026, 11, 23, 8, 30, 0, 0, time.UTC)
)

const lifetime = 15 * time.Minute

func issuer(t testing.TB, keys *Keys) *Issuer {
	t.Helper()
	i, err := NewIssuer(keys, realm)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func verifier(t testing.TB, keys *Keys, skew time.Duration, remember int) *Verifier {
	t.Helper()
	v, err := NewVerifier(keys, realm, skew, remember)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func issue(t testing.TB, keys *Keys, c Claims, at time.Time) string {
	t.Helper()
	token, err := issuer(t, keys).Issue(c, at, lifetime)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// forge signs any header and payload with a key of the set, as only its holder could, so that a refusal is due to what
// the token says and not to its signature.
func forge(keys *Keys, header, payload string) string {
	signed := encode(header) + "." + encode(payload)
	return signed + "." + encode(string(ed25519.Sign(private(keys), []byte(signed))))
}

func private(keys *Keys) ed25519.PrivateKey { return keys.set.Load().keys[0].Key.(ed25519.PrivateKey) }

func encode(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

func header(keys *Keys) string {
	return fmt.Sprintf(`{"alg":"EdDSA","kid":%q,"typ":"at+jwt"}`, keys.set.Load().keys[0].KeyID)
}

// payload is a sound one with some replacements made.
func payload(replace ...string) string {
	sound := fmt.Sprintf(`{"iss":"https://haolinju.example","aud":"haolinju","sub":"%s","tenant":110111,"jti":"j1",`+
		`"iat":%d,"nbf":%d,"exp":%d}`, alice.Person, now.Unix(), now.Unix(), now.Add(lifetime).Unix())
	return strings.NewReplacer(replace...).Replace(sound)
}

func TestAnIssuedTokenSaysWhoItIsFor(t *testing.T) {
	t.Parallel()
	keys := Generate()
	got, err := verifier(t, keys, 0, 8).Verify(issue(t, keys, alice, now.Add(987*time.Millisecond)), now.Add(time.Minute))
	want := Claims{Person: alice.Person, Tenant: 110111, ID: "j1", IssuedAt: now, Expires: now.Add(lifetime)}
	if err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestEveryTokenHasItsOwnID(t *testing.T) {
	t.Parallel()
	keys := Generate()
	v := verifier(t, keys, 0, 8)
	c := Claims{Person: alice.Person, Tenant: alice.Tenant}
	one, err1 := v.Verify(issue(t, keys, c, now), now)
	two, err2 := v.Verify(issue(t, keys, c, now), now)
	if err := errors.Join(err1, err2); err != nil || one.ID == "" || one.ID == two.ID {
		t.Errorf("%q and %q, %v", one.ID, two.ID, err)
	}
}

func TestAForgedOrForeignTokenIsRefused(t *testing.T) {
	t.Parallel()
	keys := Generate()
	v := verifier(t, keys, 0, 8)
	if _, err := v.Verify(forge(keys, header(keys), payload()), now); err != nil {
		t.Fatalf("the sound token, which all cases vary, is refused: %v", err)
	}
	kid := keys.set.Load().keys[0].KeyID
	public := private(keys).Public().(ed25519.PublicKey)
	sound := issue(t, keys, alice, now)
	parts := strings.Split(sound, ".")

	hs256 := encode(fmt.Sprintf(`{"alg":"HS256","kid":%q,"typ":"at+jwt"}`, kid)) + "." + encode(payload())
	mac := hmac.New(sha256.New, public)
	mac.Write([]byte(hs256))

	encrypter, err := jose.NewEncrypter(jose.A256GCM, jose.Recipient{Algorithm: jose.DIRECT, Key: make([]byte, 32)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	encrypted, err := encrypter.Encrypt([]byte(payload()))
	if err != nil {
		t.Fatal(err)
	}
	jwe, err := encrypted.CompactSerialize()
	if err != nil {
		t.Fatal(err)
	}
	ownKey, err := keys.set.Load().keys[0].Public().MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}

	with := func(extra string) string { return strings.TrimSuffix(header(keys), "}") + "," + extra + "}" }
	for name, token := range map[string]string{
		"nothing":                 "",
		"words":                   "Bearer",
		"dots":                    "..",
		"alg none":                encode(`{"alg":"none","typ":"at+jwt"}`) + "." + encode(payload()) + ".",
		"alg none with kid":       encode(fmt.Sprintf(`{"alg":"none","kid":%q,"typ":"at+jwt"}`, kid)) + "." + encode(payload()) + ".",
		"HS256 by the public key": hs256 + "." + encode(string(mac.Sum(nil))),
		"JWE":                     jwe,
		"JSON serialisation":      `{"payload":"` + parts[1] + `","protected":"` + parts[0] + `","signature":"` + parts[2] + `"}`,
		"another's key":           issue(t, Generate(), alice, now),
		"another's key, our kid":  forge(Generate(), header(keys), payload()),
		"unknown kid":             forge(keys, strings.Replace(header(keys), kid, "x"+kid, 1), payload()),
		"no kid":                  forge(keys, `{"alg":"EdDSA","typ":"at+jwt"}`, payload()),
		"jku":                     forge(keys, with(`"jku":"https://evil.example/keys"`), payload()),
		"x5u":                     forge(keys, with(`"x5u":"https://evil.example/cert"`), payload()),
		"jwk":                     forge(keys, with(`"jwk":`+string(ownKey)), payload()),
		"crit":                    forge(keys, with(`"crit":["exp"]`), payload()),
		"nonce":                   forge(keys, with(`"nonce":"n"`), payload()),
		"typ JWT":                 forge(keys, strings.Replace(header(keys), "at+jwt", "JWT", 1), payload()),
		"no typ":                  forge(keys, fmt.Sprintf(`{"alg":"EdDSA","kid":%q}`, kid), payload()),
		"duplicate header":        forge(keys, with(`"alg":"EdDSA"`), payload()),
		"wrong iss":               forge(keys, header(keys), payload("haolinju.example", "evil.example")),
		"no iss":                  forge(keys, header(keys), payload(`"iss":"https://haolinju.example",`, "")),
		"wrong aud":               forge(keys, header(keys), payload(`"aud":"haolinju"`, `"aud":["other"]`)),
		"no aud":                  forge(keys, header(keys), payload(`"aud":"haolinju",`, "")),
		"empty aud":               forge(keys, header(keys), payload(`"aud":"haolinju"`, `"aud":""`)),
		"sub no person":           forge(keys, header(keys), payload(alice.Person.String(), "root")),
		"sub nobody":              forge(keys, header(keys), payload(alice.Person.String(), uuid.Nil.String())),
		"sub in capitals":         forge(keys, header(keys), payload(alice.Person.String(), strings.ToUpper(alice.Person.String()))),
		"tenant as text":          forge(keys, header(keys), payload(`110111`, `"110111"`)),
		"tenant a fraction":       forge(keys, header(keys), payload(`110111`, `110111.5`)),
		"tenant negative":         forge(keys, header(keys), payload(`110111`, `-1`)),
		"no tenant":               forge(keys, header(keys), payload(`"tenant":110111,`, "")),
		"duplicate claim":         forge(keys, header(keys), payload(`"tenant":110111`, `"tenant":110111,"tenant":900001`)),
		"no jti":                  forge(keys, header(keys), payload(`"jti":"j1",`, "")),
		"no exp":                  forge(keys, header(keys), payload(`"exp"`, `"exq"`)),
		"no nbf":                  forge(keys, header(keys), payload(`"nbf"`, `"nbg"`)),
		"no iat":                  forge(keys, header(keys), payload(`"iat"`, `"ias"`)),
		"exp as text":             forge(keys, header(keys), payload(`"exp":`, `"exp":"x","old":`)),
		"payload no object":       forge(keys, header(keys), `[]`),
		"tampered payload":        parts[0] + "." + encode(payload("110111", "900001")) + "." + parts[2],
		"tampered signature":      parts[0] + "." + parts[1] + "." + encode(strings.Repeat("x", ed25519.SignatureSize)),
		"no signature":            parts[0] + "." + parts[1] + ".",
		"a space before":          " " + sound,
		"a line break after":      sound + "\n",
		"another spelling":        respelled(sound),
		"a scope of a person":     forge(keys, header(keys), payload(`"j1"`, `"j1","scope":"a.b"`)),
		"9 KiB":                   forge(keys, header(keys), payload(`"j1"`, `"`+strings.Repeat("j", 9<<10)+`"`)),
	} {
		got, err := v.Verify(token, now)
		if !errors.Is(err, fault.ErrUnauthenticated) || got != (Claims{}) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if st := fault.Status(err, fault.English); fault.HTTP(st) != 401 || st.Message() != "sign in first" {
			t.Errorf("%s: the caller learns %v", name, st)
		}
	}
}

// respelled sets the last bits of the signature's base64, which lenient decoding ignores.
func respelled(token string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := len(token) - 1
	return token[:last] + string(alphabet[strings.IndexByte(alphabet, token[last])|1])
}

func TestATokenOfEightKiBIsReadAndOneByteMoreIsNot(t *testing.T) {
	t.Parallel()
	keys := Generate()
	v := verifier(t, keys, 0, 8)
	// Of the sizes around the limit base64 can make some only; take the largest within it and the smallest beyond it.
	var within, beyond string
	for pad := 5000; beyond == ""; pad++ {
		token := forge(keys, header(keys), payload(`"j1"`, `"`+strings.Repeat("j", pad)+`"`))
		if len(token) <= MaxSize {
			within = token
		} else {
			beyond = token
		}
	}
	if _, err := v.Verify(within, now); err != nil {
		t.Errorf("%d bytes: %v", len(within), err)
	}
	if _, err := v.Verify(beyond, now); !errors.Is(err, fault.ErrUnauthenticated) {
		t.Errorf("%d bytes: %v", len(beyond), err)
	}
}

func TestATokenIsValidFromItsStartUntilItsEndAlsoWhenItsSignatureIsKnown(t *testing.T) {
	t.Parallel()
	keys := Generate()
	token := issue(t, keys, alice, now)
	end := now.Add(lifetime)
	for _, skew := range []time.Duration{0, 30 * time.Second, time.Minute} {
		known := verifier(t, keys, skew, 8)
		if _, err := known.Verify(token, now); err != nil {
			t.Fatal(err)
		}
		for name, v := range map[string]*Verifier{"first seen": verifier(t, keys, skew, 0), "known": known} {
			for at, valid := range map[time.Time]bool{
				now.Add(-skew):                   true,
				now.Add(-skew - time.Nanosecond): false,
				end.Add(skew - time.Nanosecond):  true,
				end.Add(skew):                    false,
				end.Add(24 * time.Hour):          false,
				now.Add(-24 * time.Hour):         false,
				now.Add(lifetime / 2):            true,
			} {
				if _, err := v.Verify(token, at); (err == nil) != valid {
					t.Errorf("skew %v, %s, at %v: %v", skew, name, at, err)
				}
			}
		}
	}
}

func TestATokenFromTheFutureIsRefused(t *testing.T) {
	t.Parallel()
	keys := Generate()
	v := verifier(t, keys, time.Minute, 8)
	later := fmt.Sprint(now.Add(2 * time.Minute).Unix())
	start := fmt.Sprint(now.Unix())
	for name, token := range map[string]string{
		"nbf": forge(keys, header(keys), payload(`"nbf":`+start, `"nbf":`+later)),
		"iat": forge(keys, header(keys), payload(`"iat":`+start, `"iat":`+later)),
	} {
		if _, err := v.Verify(token, now); !errors.Is(err, fault.ErrUnauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := v.Verify(token, now.Add(time.Minute)); err != nil {
			t.Errorf("%s, a minute later and so within the skew: %v", name, err)
		}
	}
}

func TestARefusedTokenIsNotRemembered(t *testing.T) {
	t.Parallel()
	keys := Generate()
	v := verifier(t, keys, 0, 8)
	for range 2 {
		if _, err := v.Verify(forge(Generate(), header(keys), payload()), now); err == nil {
			t.Fatal("accepted")
		}
	}
	if len(v.known.byKey) != 0 {
		t.Errorf("%d are remembered", len(v.known.byKey))
	}
}

func TestTheMemoryOfSignaturesIsBoundedAndKeepsTheLatestUsed(t *testing.T) {
	t.Parallel()
	keys := Generate()
	v := verifier(t, keys, 0, 3)
	tokens := make([]string, 4)
	for i := range tokens {
		tokens[i] = issue(t, keys, Claims{Person: alice.Person, Tenant: i + 1}, now)
	}
	for _, i := range []int{0, 1, 2, 0, 3} { // 1 is now the one unused for longest
		if c, err := v.Verify(tokens[i], now); err != nil || c.Tenant != i+1 {
			t.Fatalf("%+v, %v", c, err)
		}
	}
	for i, want := range []bool{true, false, true, true} {
		if _, got := v.known.byKey[sha256.Sum256([]byte(tokens[i]))]; got != want {
			t.Errorf("token %d remembered: %v, want %v", i, got, want)
		}
	}
	if len(v.known.byKey) != 3 || v.known.recent.Len() != 3 {
		t.Errorf("%d and %d are remembered", len(v.known.byKey), v.known.recent.Len())
	}
}

func TestAHalfConfiguredServerDoesNotStart(t *testing.T) {
	t.Parallel()
	keys := Generate()
	for name, build := range map[string]func() error{
		"no audience to verify":  func() error { _, err := NewVerifier(keys, Realm{Issuer: "i"}, 0, 8); return err },
		"no issuer to verify":    func() error { _, err := NewVerifier(keys, Realm{Audience: "a"}, 0, 8); return err },
		"no audience to issue":   func() error { _, err := NewIssuer(keys, Realm{Issuer: "i"}); return err },
		"no issuer to issue":     func() error { _, err := NewIssuer(keys, Realm{Audience: "a"}); return err },
		"no lifetime":            func() error { _, err := issuer(t, keys).Issue(alice, now, time.Second-1); return err },
		"skew of 61 s":           func() error { _, err := NewVerifier(keys, realm, 61*time.Second, 8); return err },
		"negative skew":          func() error { _, err := NewVerifier(keys, realm, -1, 8); return err },
		"token for nobody":       func() error { _, err := issuer(t, keys).Issue(Claims{Tenant: 1}, now, lifetime); return err },
		"token without a tenant": func() error { _, err := issuer(t, keys).Issue(Claims{Person: alice.Person}, now, lifetime); return err },
	} {
		if build() == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func FuzzVerifyNeverPanicsAndAcceptsOnlyTheSoundToken(f *testing.F) {
	keys := Generate()
	v := verifier(f, keys, 0, 8)
	sound := issue(f, keys, alice, now)
	f.Add("")
	f.Add("a.b.c")
	f.Add(encode(header(keys)) + "." + encode(payload()) + ".")
	f.Add(encode(`{"alg":"EdDSA","kid":[],"typ":{}}`) + "." + encode(payload()) + "." + encode("x"))
	f.Fuzz(func(t *testing.T, token string) {
		if _, err := v.Verify(token, now); err == nil && token != sound {
			t.Errorf("%q was accepted", token)
		}
	})
}

func BenchmarkVerifyFirstSeen(b *testing.B) {
	keys := Generate()
	v, token := verifier(b, keys, 0, 0), issue(b, keys, alice, now)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Verify(token, now); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerifyKnown(b *testing.B) {
	keys := Generate()
	v, token := verifier(b, keys, 0, 8), issue(b, keys, alice, now)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := v.Verify(token, now); err != nil {
			b.Fatal(err)
		}
	}
}
