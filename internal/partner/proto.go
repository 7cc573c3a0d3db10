package partner

import (
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/name"
	"github.com/haolinju/haolinju/internal/platform/wire"
)

func clientToProto(c *ent.ApiClient, now time.Time) *identityv1.ApiClient {
	out := &identityv1.ApiClient{
		Name:         name.Of("apiClients", c.ID),
		DisplayName:  c.Name,
		Unit:         name.Of("units", c.UnitID),
		ExpireTime:   wire.Timestamp(c.ExpireTime),
		State:        identityv1.ApiClient_State(identityv1.ApiClient_State_value["STATE_"+c.State]),
		ClientId:     c.ID.String(),
		LastUsedTime: wire.Timestamp(c.LastUsedTime),
		CreateTime:   timestamppb.New(c.CreateTime),
		UpdateTime:   timestamppb.New(c.UpdateTime),
		Etag:         etag.Of(c.Version),
	}
	if c.CertificateSubject != nil {
		out.CertificateSubject = *c.CertificateSubject
	}
	if until := c.PreviousSecretExpireTime; until != nil && until.After(now) {
		out.PreviousSecretExpireTime = timestamppb.New(*until)
	}
	for _, g := range c.Grants {
		out.Grants = append(out.Grants, &identityv1.ApiClient_Grant{Permission: g.Permission,
			Scope: accessv1.Scope(accessv1.Scope_value["SCOPE_"+g.Scope])})
	}
	return out
}
