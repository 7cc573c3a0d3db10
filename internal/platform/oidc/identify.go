package oidc

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Handshake is what belongs to one sign-in and no other.
type Handshake struct {
	RedirectURI string
	State       string // ties the browser that comes back to the one that left
	Nonce       string // ties the issuer's word to it
	Verifier    string // ties the code to it (PKCE)
}

// Identity is what an issuer says of who has signed in.
type Identity struct {
	Subject    string
	Phone      string // that the issuer has verified and the registration lets it bind; empty otherwise
	TwoFactors bool
}

// Identify changes the code that ends a handshake for the identity behind it.
func (c *Client) Identify(ctx context.Context, h Handshake, code string) (Identity, error) {
	p, err := c.provider(ctx)
	if err != nil {
		return Identity{}, err
	}
	token, err := c.oauth(p, h).Exchange(oidc.ClientContext(ctx, c.http), code, oauth2.VerifierOption(h.Verifier))
	var refused *oauth2.RetrieveError
	switch {
	case errors.As(err, &refused) && refused.ErrorCode == "invalid_grant":
		return Identity{}, ErrCode
	case errors.As(err, &refused):
		return Identity{}, fmt.Errorf("%w: its token endpoint answers %d", ErrUnavailable, refused.Response.StatusCode)
	case err != nil:
		return Identity{}, fmt.Errorf("%w: its token endpoint", unanswered(err))
	}
	raw, _ := token.Extra("id_token").(string)
	keys := &reading{KeySet: p.keys}
	word, err := oidc.NewVerifier(c.registration.Issuer, keys, &oidc.Config{ClientID: c.registration.ClientID, SupportedSigningAlgs: asymmetric,
		Now: func() time.Time { return c.clock.Now(0) }}).Verify(ctx, raw)
	switch {
	case keys.failed:
		return Identity{}, fmt.Errorf("%w: its keys cannot be read", ErrUnavailable)
	case err != nil:
		return Identity{}, fmt.Errorf("%w: %.200s", ErrForged, err)
	}
	return c.read(word, h, token.AccessToken)
}

// asymmetric are the algorithms by which an issuer may sign.
var asymmetric = []string{oidc.RS256, oidc.RS384, oidc.RS512, oidc.ES256, oidc.ES384, oidc.ES512, oidc.PS256, oidc.PS384, oidc.PS512, oidc.EdDSA}

// reading is the keys of an issuer in one use, which remembers that they could not be read. Of the two failures of a key set
// only that one has a cause.
type reading struct {
	oidc.KeySet
	failed bool
}

func (r *reading) VerifySignature(ctx context.Context, jwt string) ([]byte, error) {
	payload, err := r.KeySet.VerifySignature(ctx, jwt)
	r.failed = errors.Unwrap(err) != nil
	return payload, err
}

// read checks what the signature of an ID token does not (OpenID Connect Core, 3.1.3.7).
func (c *Client) read(word *oidc.IDToken, h Handshake, accessToken string) (Identity, error) {
	var claims struct {
		AuthorizedParty string   `json:"azp"`
		ACR             string   `json:"acr"`
		AMR             []string `json:"amr"`
		Phone           string   `json:"phone_number"`
		PhoneVerified   bool     `json:"phone_number_verified"`
	}
	if err := word.Claims(&claims); err != nil {
		return Identity{}, fmt.Errorf("%w: its claims cannot be read", ErrForged)
	}
	switch {
	case subtle.ConstantTimeCompare([]byte(word.Nonce), []byte(h.Nonce)) != 1:
		return Identity{}, fmt.Errorf("%w: nonce is another", ErrForged)
	case word.Subject == "":
		return Identity{}, fmt.Errorf("%w: sub is missing", ErrForged)
	case claims.AuthorizedParty == "" && len(word.Audience) > 1,
		claims.AuthorizedParty != "" && claims.AuthorizedParty != c.registration.ClientID:
		return Identity{}, fmt.Errorf("%w: azp is another", ErrForged)
	case word.AccessTokenHash != "" && word.VerifyAccessToken(accessToken) != nil:
		return Identity{}, fmt.Errorf("%w: at_hash is another", ErrForged)
	}
	who := Identity{Subject: word.Subject, TwoFactors: c.registration.SecondFactor.seen(claims.ACR, claims.AMR)}
	if c.registration.PhoneBinds && claims.PhoneVerified {
		who.Phone = claims.Phone
	}
	return who, nil
}
