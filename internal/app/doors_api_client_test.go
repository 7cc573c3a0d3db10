package app_test

import (
	"maps"

	"google.golang.org/protobuf/proto"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func init() { maps.Copy(identityCases, apiClientCases) }

var apiClientCases = map[string]doorCase{
	"IdentityService.CreateApiClient": {testkit.SecurityAdmin, func(d *district) proto.Message { return d.newClient() }},
	"IdentityService.GetApiClient": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return &identityv1.GetApiClientRequest{Name: d.client().GetName()}
	}},
	"IdentityService.ListApiClients": {testkit.SecurityAdmin, func(d *district) proto.Message {
		d.client()
		return &identityv1.ListApiClientsRequest{PageSize: 1, Filter: "state = STATE_ACTIVE"}
	}},
	"IdentityService.RotateApiClientSecret": {testkit.SecurityAdmin, func(d *district) proto.Message {
		c := d.client()
		return &identityv1.RotateApiClientSecretRequest{Name: c.GetName(), Etag: c.GetEtag()}
	}},
	"IdentityService.DisableApiClient": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return &identityv1.DisableApiClientRequest{Name: d.client().GetName()}
	}},
	"IdentityService.EnableApiClient": {testkit.SecurityAdmin, func(d *district) proto.Message {
		c := prepare[*identityv1.ApiClient](d, testkit.SecurityAdmin, &identityv1.DisableApiClientRequest{Name: d.client().GetName()})
		return &identityv1.EnableApiClientRequest{Name: c.GetName()}
	}},
	"IdentityService.RevokeApiClient": {testkit.SecurityAdmin, func(d *district) proto.Message {
		return &identityv1.RevokeApiClientRequest{Name: d.client().GetName()}
	}},
	"IdentityService.ExchangeClientCredentials": {testkit.Anonymous, func(d *district) proto.Message {
		made := prepare[*identityv1.ApiClientSecret](d, testkit.SecurityAdmin, d.newClient())
		return &identityv1.ExchangeClientCredentialsRequest{ClientId: made.GetApiClient().GetClientId(), ClientSecret: made.GetClientSecret()}
	}},
}

func (d *district) newClient() *identityv1.CreateApiClientRequest {
	return &identityv1.CreateApiClientRequest{ApiClient: &identityv1.ApiClient{DisplayName: "区水务局工单系统", Unit: d.unit(water),
		Grants: []*identityv1.ApiClient_Grant{{Permission: "directory.membership.read", Scope: accessv1.Scope_SCOPE_UNIT}}}}
}

func (d *district) client() *identityv1.ApiClient {
	d.t.Helper()
	return prepare[*identityv1.ApiClientSecret](d, testkit.SecurityAdmin, d.newClient()).GetApiClient()
}
