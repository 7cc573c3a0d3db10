package token

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/uuid"

	"github.com/haolinju/haolinju/internal/platform/fault"
)

// MaxSize is the size of the largest token that is read, in bytes.
const MaxSize = 8 << 10

// MaxSkew is the largest allowed difference between the clocks of issuer and verifier.
const MaxSkew = time.Minute

// Verifier reads tokens. It is safe for concurrent use.
type Verifier struct {
	keys  *Keys
	realm Realm
	skew  time.Duration
	known *cache
}

// NewVerifier makes a verifier that allows clocks to differ by skew, 0 to 60 s, and remembers the signatures of up to
// remember tokens.
func NewVerifier(keys *Keys, realm Realm, skew time.Duration, remember int) (*Verifier, error) {
	if err := realm.check(); err != nil {
		return nil, err
	}
	if skew < 0 || skew > MaxSkew {
		return nil, fmt.Errorf("token: the clock skew must be between 0 and %v", MaxSkew)
	}
	return &Verifier{keys: keys, realm: realm, skew: skew, known: newCache(remember)}, nil
}

// Recollection is what a verifier remembers of a token that it is shown.
type Recollection struct {
	of       *Verifier
	token    string
	key      digest
	verified verified
	known    bool
}

// Recall whether a token has been verified before.
func (v *Verifier) Recall(token string) Recollection {
	r := Recollection{of: v, token: token}
	if len(token) <= MaxSize {
		r.key = sha256.Sum256([]byte(token))
		r.verified, r.known = v.known.get(r.key)
		r.known = r.known && v.keys.set.Load().verify[r.verified.keyID] != nil // it may have been dropped since
	}
	return r
}

// Known says whether the token has been verified before, so that Verify costs next to nothing.
func (r Recollection) Known() bool { return r.known }

// Verify is what the token says, if it is ours and valid now; fault.ErrUnauthenticated otherwise.
func (r Recollection) Verify(now time.Time) (Claims, error) {
	if len(r.token) > MaxSize {
		return Claims{}, fault.ErrUnauthenticated.Because(errors.New("token: larger than 8 KiB"))
	}
	if !r.known {
		var err error
		if r.verified, err = r.of.check(r.token); err != nil {
			return Claims{}, fault.ErrUnauthenticated.Because(fmt.Errorf("token: %w", err))
		}
		r.of.known.put(r.key, r.verified)
	}
	switch {
	case !now.Before(r.verified.Expires.Add(r.of.skew)):
		return Claims{}, fault.ErrUnauthenticated.Because(errors.New("token: expired"))
	case now.Before(r.verified.notBefore.Add(-r.of.skew)):
		return Claims{}, fault.ErrUnauthenticated.Because(errors.New("token: not valid yet"))
	}
	return r.verified.Claims, nil
}

// Verify is Recall and Verify.
func (v *Verifier) Verify(token string, now time.Time) (Claims, error) {
	return v.Recall(token).Verify(now)
}

// verified is what holds of a token at any time, with the times between which it is valid.
type verified struct {
	Claims
	notBefore time.Time // the later of nbf and iat
	keyID     string
}

// check verifies everything but the times.
func (v *Verifier) check(token string) (verified, error) {
	if !canonical(token) {
		return verified{}, errors.New("not in the one spelling of its bytes")
	}
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.EdDSA})
	if err != nil {
		return verified{}, err
	}
	header := parsed.Headers[0]
	if header.ExtraHeaders[jose.HeaderType] != mediaType {
		return verified{}, errors.New("typ is not " + mediaType)
	}
	if header.JSONWebKey != nil || header.Nonce != "" || len(header.ExtraHeaders) > 1 {
		return verified{}, errors.New("the header holds more than alg, kid and typ")
	}
	key, ok := v.keys.set.Load().verify[header.KeyID]
	if !ok {
		return verified{}, errors.New("kid is not one of ours")
	}
	var w wire
	if err := parsed.Claims(key, &w); err != nil {
		return verified{}, err
	}
	c, err := v.read(w)
	c.keyID = header.KeyID
	return c, err
}

// canonical tells whether each part is the one base64url spelling of its bytes. Lenient decoding would give one token
// many spellings, and each a place in the memory of signatures.
func canonical(token string) bool {
	for part := range strings.SplitSeq(token, ".") {
		if _, err := base64.RawURLEncoding.Strict().DecodeString(part); err != nil || strings.ContainsAny(part, "\r\n") {
			return false
		}
	}
	return true
}

// read checks the claims of a token whose signature holds.
func (v *Verifier) read(w wire) (verified, error) {
	subject, err := uuid.Parse(w.Subject)
	session := uuid.Nil
	if err == nil && w.Session != "" {
		session, err = uuid.Parse(w.Session)
	}
	switch {
	case w.Issuer != v.realm.Issuer:
		return verified{}, errors.New("iss is another")
	case !w.Audience.Contains(v.realm.Audience):
		return verified{}, errors.New("aud is another")
	case err != nil || subject == uuid.Nil || subject.String() != w.Subject:
		return verified{}, errors.New("sub is no id, or sid no session")
	case w.Kind != "" && (w.Kind != kindClient || session != uuid.Nil):
		return verified{}, errors.New("kind is another")
	case w.Scope != "" && w.Kind != kindClient:
		return verified{}, errors.New("scope is for clients alone")
	case w.Tenant <= 0:
		return verified{}, errors.New("tenant is missing")
	case w.ID == "":
		return verified{}, errors.New("jti is missing")
	case w.Expiry == nil || w.NotBefore == nil || w.IssuedAt == nil:
		return verified{}, errors.New("exp, nbf or iat is missing")
	}
	c := verified{
		Claims: Claims{
			Tenant:   w.Tenant,
			Session:  session,
			Scope:    w.Scope,
			ID:       w.ID,
			IssuedAt: w.IssuedAt.Time().UTC(),
			Expires:  w.Expiry.Time().UTC(),
		},
		notBefore: w.NotBefore.Time(),
	}
	if w.Kind == kindClient {
		c.Client = subject
	} else {
		c.Person = subject
	}
	if c.IssuedAt.After(c.notBefore) {
		c.notBefore = c.IssuedAt
	}
	return c, nil
}
