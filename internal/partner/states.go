package partner

import "github.com/haolinju/haolinju/internal/platform/lifecycle"

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
