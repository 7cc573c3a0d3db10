package oidc

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Registration is what an issuer and we have agreed on.
type Registration struct {
	Issuer       string // address, as the issuer's tokens spell it
	ClientID     string
	ClientSecret string
	RedirectURIs []string // addresses of our pages that the issuer sends browsers back to
	SecondFactor SecondFactor
	PhoneBinds   bool // whether a telephone that the issuer has verified tells whose an account is
}

// SecondFactor is by which words of an issuer a sign-in had two factors. None are believed unless they are named here.
type SecondFactor struct {
	ACR []string `json:"acr"` // authentication context class references
	AMR []string `json:"amr"` // authentication method references (RFC 8176)
}

func (f SecondFactor) values() string { return strings.Join(f.ACR, " ") }

func (f SecondFactor) seen(acr string, amr []string) bool {
	return slices.Contains(f.ACR, acr) || slices.ContainsFunc(amr, func(m string) bool { return slices.Contains(f.AMR, m) })
}

func (r Registration) scopes() []string {
	if r.PhoneBinds {
		return []string{"openid", "phone"}
	}
	return []string{"openid"}
}

func (r Registration) check() error {
	if err := private(r.Issuer); err != nil {
		return fmt.Errorf("issuer: %w", err)
	}
	if r.ClientID == "" || r.ClientSecret == "" {
		return errors.New("an issuer needs the id and the secret of its client")
	}
	if len(r.RedirectURIs) == 0 {
		return errors.New("an issuer needs an address to send browsers back to")
	}
	for _, uri := range r.RedirectURIs {
		if err := private(uri); err != nil {
			return fmt.Errorf("address to come back to: %w", err)
		}
	}
	return nil
}

// private refuses an address on whose way others may read along.
func private(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("%q is no address", address)
	}
	host, err := netip.ParseAddr(u.Hostname())
	here := u.Hostname() == "localhost" || err == nil && host.IsLoopback()
	if u.Scheme != "https" && !(u.Scheme == "http" && here) {
		return fmt.Errorf("%q must begin with https://", address)
	}
	return nil
}
