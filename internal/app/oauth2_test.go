package app_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
	"google.golang.org/grpc/codes"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

// The permissions of a client that asks for a part of them.
const (
	readMembers = "directory.membership.read"
	readUnits   = "directory.unit.read"
)

// waterworks is a client of the water authority with two permissions in the district.
func (d *district) waterworks() *identityv1.ApiClientSecret {
	d.t.Helper()
	return prepare[*identityv1.ApiClientSecret](d, testkit.SecurityAdmin, &identityv1.CreateApiClientRequest{ApiClient: &identityv1.ApiClient{
		DisplayName: "区水务局工单系统", Unit: d.unit(water), Grants: []*identityv1.ApiClient_Grant{
			{Permission: readMembers, Scope: accessv1.Scope_SCOPE_UNIT}, {Permission: readUnits, Scope: accessv1.Scope_SCOPE_TENANT}}}})
}

// An ordinary library for OAuth 2.0 speaks to the token endpoint, in both ways that it may name itself.
//
// proves AP-19
func TestATokenHoldsTheScopesThatAClientAsksForInTheFormOfOAuth2(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	made := d.waterworks()
	server := httptest.NewServer(d.rest)
	defer server.Close()
	for _, c := range []struct {
		style     oauth2.AuthStyle
		scopes    []string
		says      string
		mayMember bool
	}{
		{oauth2.AuthStyleInHeader, nil, readMembers + " " + readUnits, true},
		{oauth2.AuthStyleInParams, []string{readUnits}, readUnits, false},
		{oauth2.AuthStyleInHeader, []string{readMembers, readMembers}, readMembers, true},
	} {
		config := clientcredentials.Config{ClientID: made.GetApiClient().GetClientId(), ClientSecret: made.GetClientSecret(),
			TokenURL: server.URL + "/oauth2/token", Scopes: c.scopes, AuthStyle: c.style}
		token, err := config.Token(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if scope, _ := token.Extra("scope").(string); scope != c.says || token.Type() != "Bearer" || token.Extra("expires_in") != 900.0 {
			t.Errorf("%v: a token of %v, %v s, with %q", c, token.Type(), token.Extra("expires_in"), scope)
		}
		err = listMembers(t.Context(), d.ConnWith(token.AccessToken), d.unit(water))
		if c.mayMember && err != nil {
			t.Errorf("%v: %v", c, err)
		} else if !c.mayMember {
			testkit.WantFault(t, err, codes.PermissionDenied, "PERMISSION_DENIED")
		}
	}
}

func TestATokenRequestThatIsWrongIsRefusedInTheWordsOfOAuth2(t *testing.T) {
	t.Parallel()
	d := openDistrict(t)
	made := d.waterworks()
	id, secret := made.GetApiClient().GetClientId(), made.GetClientSecret()
	sound := url.Values{"grant_type": {"client_credentials"}, "client_id": {id}, "client_secret": {secret}}
	with := func(name string, values ...string) url.Values {
		changed := url.Values{}
		for n, v := range sound {
			changed[n] = v
		}
		changed[name] = values
		return changed
	}
	for name, c := range map[string]struct {
		form   url.Values
		status int
		says   string
	}{
		"another grant":       {with("grant_type", "password"), 400, "unsupported_grant_type"},
		"no grant":            {with("grant_type"), 400, "invalid_request"},
		"a field twice":       {with("scope", readUnits, readMembers), 400, "invalid_request"},
		"what it has not":     {with("scope", "dispatch.dispatch.read"), 400, "invalid_scope"},
		"an id that is none":  {with("client_id", "waterworks"), 400, "invalid_request"},
		"a wrong secret":      {with("client_secret", secret[:len(secret)-8]+"AAAAAAAA"), 401, "invalid_client"},
		"another client's id": {with("client_id", "0192f0c1-7a3b-7000-8000-00000000000a"), 401, "invalid_client"},
	} {
		answer := send(t, d.Kit, d.rest, testkit.Anonymous, http.MethodPost, "/oauth2/token", []byte(c.form.Encode()),
			"Content-Type", "application/x-www-form-urlencoded")
		_, body := read(t, answer)
		if answer.StatusCode != c.status || body["error"] != c.says || answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", name, answer.StatusCode, body)
		}
		if c.status == http.StatusUnauthorized && answer.Header.Get("WWW-Authenticate") != "Basic" {
			t.Errorf("%s: %v", name, answer.Header)
		}
	}
	answer := send(t, d.Kit, d.rest, testkit.Anonymous, http.MethodPost, "/oauth2/token", []byte(sound.Encode()),
		"Content-Type", "application/json")
	if _, body := read(t, answer); answer.StatusCode != http.StatusBadRequest || body["error"] != "invalid_request" {
		t.Errorf("as JSON: %d %v", answer.StatusCode, body)
	}
	answer = send(t, d.Kit, d.rest, testkit.Anonymous, http.MethodPost, "/oauth2/token",
		[]byte(with("scope", strings.Repeat("a", 20<<10)).Encode()), "Content-Type", "application/x-www-form-urlencoded")
	if answer.StatusCode != http.StatusBadRequest {
		t.Errorf("20 KiB: %d", answer.StatusCode)
	}
}
