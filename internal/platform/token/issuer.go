package token

import (
	"errors"
	"fmt"
	"time"

	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/google/uuid"
)

// mediaType is the typ header of our tokens (RFC 9068): no other JWT signed with the same key passes as one.
const mediaType = "at+jwt"

// Realm is between whom a token is: who signs it and who reads it.
type Realm struct{ Issuer, Audience string }

func (r Realm) check() error {
	if r.Issuer == "" || r.Audience == "" {
		return errors.New("token: issuer and audience must be set")
	}
	return nil
}

// Claims is what a token says.
type Claims struct {
	Person   uuid.UUID // sub of a token of a person; Nil in one of a client
	Client   uuid.UUID // sub of a token of a partner system; Nil in one of a person
	Tenant   int       // tenant
	Scope    string    // scope of a token of a client that holds no more than these permissions, parted by spaces; empty for all
	Session  uuid.UUID // sid; Nil for a token without a session
	ID       string    // jti; made by Issue when empty
	IssuedAt time.Time // iat, whole seconds; set by Issue
	Expires  time.Time // exp, whole seconds; set by Issue
}

// wire is Claims as JSON.
type wire struct {
	jwt.Claims
	Tenant  int    `json:"tenant"`
	Session string `json:"sid,omitempty"`
	Scope   string `json:"scope,omitempty"`
	Kind    string `json:"kind,omitempty"` // "client" for a partner system, none for a person
}

// Issuer signs tokens. It is safe for concurrent use.
type Issuer struct {
	realm Realm
	keys  *Keys
}

// NewIssuer makes an issuer.
func NewIssuer(keys *Keys, realm Realm) (*Issuer, error) {
	if err := realm.check(); err != nil {
		return nil, err
	}
	if keys.set.Load().signer == nil {
		return nil, errors.New("token: the key set holds no private key")
	}
	return &Issuer{realm: realm, keys: keys}, nil
}

// kindClient is the kind of a token whose subject is a partner system.
const kindClient = "client"

// Issue signs a token for a person or a client of a tenant, valid from now on for a lifetime of whole seconds.
func (i *Issuer) Issue(c Claims, now time.Time, lifetime time.Duration) (string, error) {
	if lifetime < time.Second {
		return "", errors.New("token: the lifetime must be at least a second")
	}
	if (c.Person == uuid.Nil) == (c.Client == uuid.Nil) || c.Tenant <= 0 {
		return "", errors.New("token: a token needs a person or a client, and a tenant")
	}
	subject, kind := c.Person, ""
	if c.Client != uuid.Nil {
		subject, kind = c.Client, kindClient
	}
	if c.ID == "" {
		c.ID = uuid.NewString()
	}
	session := ""
	if c.Session != uuid.Nil {
		session = c.Session.String()
	}
	signer := i.keys.set.Load().signer
	if signer == nil {
		return "", errors.New("token: the key set holds no private key any more")
	}
	now = now.Truncate(time.Second)
	signed, err := jwt.Signed(signer).Claims(wire{
		Claims: jwt.Claims{
			Issuer:    i.realm.Issuer,
			Subject:   subject.String(),
			Audience:  jwt.Audience{i.realm.Audience},
			Expiry:    jwt.NewNumericDate(now.Add(lifetime)),
			NotBefore: jwt.NewNumericDate(now),
			IssuedAt:  jwt.NewNumericDate(now),
			ID:        c.ID,
		},
		Tenant:  c.Tenant,
		Session: session,
		Scope:   c.Scope,
		Kind:    kind,
	}).Serialize()
	if err != nil {
		return "", fmt.Errorf("token: signing: %w", err)
	}
	return signed, nil
}
