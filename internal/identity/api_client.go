package identity

import (
	"context"
	"time"

	"github.com/google/uuid"
	"google.golang.org/protobuf/types/known/timestamppb"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/ent"
	"github.com/haolinju/haolinju/ent/apiclient"
	"github.com/haolinju/haolinju/internal/platform/db"
	"github.com/haolinju/haolinju/internal/platform/etag"
	"github.com/haolinju/haolinju/internal/platform/fault"
	"github.com/haolinju/haolinju/internal/platform/lifecycle"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// ClientState is whether a client may call.
type ClientState string

// The states of a client.
const (
	ClientActive   ClientState = "ACTIVE"
	ClientDisabled ClientState = "DISABLED"
	ClientRevoked  ClientState = "REVOKED"
)

// ClientVerb changes a client.
type ClientVerb string

// The verbs of a client.
const (
	RotateSecret  ClientVerb = "rotate_secret"
	DisableClient ClientVerb = "disable"
	EnableClient  ClientVerb = "enable"
	RevokeClient  ClientVerb = "revoke"
)

// ClientSteps is the life of a client.
var ClientSteps = lifecycle.Table[ClientState, ClientVerb]{
	{From: ClientActive, Do: RotateSecret, To: ClientActive, Who: manageClients, Emits: "haolinju.identity.api_client.secret_rotated.v1"},
	{From: ClientActive, Do: DisableClient, To: ClientDisabled, Who: manageClients, Emits: "haolinju.identity.api_client.disabled.v1"},
	{From: ClientActive, Do: RevokeClient, To: ClientRevoked, Who: manageClients, Emits: "haolinju.identity.api_client.revoked.v1"},
	{From: ClientDisabled, Do: EnableClient, To: ClientActive, Who: manageClients, Emits: "haolinju.identity.api_client.enabled.v1"},
	{From: ClientDisabled, Do: RevokeClient, To: ClientRevoked, Who: manageClients, Emits: "haolinju.identity.api_client.revoked.v1"},
}

// client finds a client by its name.
func client(ctx context.Context, query *ent.ApiClientQuery, called string) (*ent.ApiClient, error) {
	ids, err := name.Parse("apiClients/*", called)
	if err != nil {
		return nil, err
	}
	c, err := query.Where(apiclient.ID(ids[0])).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, fault.ErrNotFound.With("name", called)
	}
	return c, err
}

// moveClient takes one step of the life of a client. No server believes the client's tokens longer than what it now is.
func moveClient(ctx context.Context, tx *db.Tx, called, tag string, do ClientVerb,
	changes ...func(*ent.ApiClient, *ent.ApiClientUpdate),
) (*ent.ApiClient, error) {
	before, err := client(ctx, tx.ApiClient.Query().ForUpdate(), called)
	if err != nil {
		return nil, err
	}
	if err := etag.Check(tag, before.Version); err != nil {
		return nil, err
	}
	step, err := ClientSteps.Step(ClientState(before.State), do)
	if err != nil {
		return nil, err
	}
	update := tx.ApiClient.Update().Where(apiclient.ID(before.ID), apiclient.State(string(step.From))).SetState(string(step.To))
	for _, change := range changes {
		change(before, update)
	}
	if n, err := update.Save(ctx); err != nil || n == 0 {
		return nil, stale(err)
	}
	after, err := tx.ApiClient.Query().Where(apiclient.ID(before.ID)).Only(ctx)
	if err != nil {
		return nil, err
	}
	tx.AccessChanged(before.ID)
	tx.Audit(db.Audit{Action: step.Who, Object: called, Before: clientFacts(before), After: clientFacts(after)})
	tx.Emit(db.Event{Type: step.Emits, Subject: called, Units: []uuid.UUID{before.UnitID}})
	return after, nil
}

func stale(err error) error {
	if err == nil {
		err = fault.ErrStale
	}
	return err
}

// clientFacts is what audit rows tell of a client: never a digest.
func clientFacts(c *ent.ApiClient) map[string]any {
	return map[string]any{"unit": c.UnitID, "grants": c.Grants, "state": c.State, "expire_time": c.ExpireTime,
		"previous_secret_expire_time": c.PreviousSecretExpireTime}
}

func clientToProto(c *ent.ApiClient, now time.Time) *identityv1.ApiClient {
	out := &identityv1.ApiClient{
		Name:         name.Of("apiClients", c.ID),
		DisplayName:  c.Name,
		Unit:         name.Of("units", c.UnitID),
		ExpireTime:   timeOrNil(c.ExpireTime),
		State:        identityv1.ApiClient_State(identityv1.ApiClient_State_value["STATE_"+c.State]),
		ClientId:     c.ID.String(),
		LastUsedTime: timeOrNil(c.LastUsedTime),
		CreateTime:   timestamppb.New(c.CreateTime),
		UpdateTime:   timestamppb.New(c.UpdateTime),
		Etag:         etag.Of(c.Version),
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

func timeOrNil(t *time.Time) *timestamppb.Timestamp {
	if t == nil {
		return nil
	}
	return timestamppb.New(*t)
}
