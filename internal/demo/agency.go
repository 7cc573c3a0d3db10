package demo

import (
	"context"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/name"
)

// agencyPermissions are what the system of a called unit needs to work its duties.
var agencyPermissions = []string{"dispatch.dispatch.get", "dispatch.assignment.get", "dispatch.assignment.set_external_number", "dispatch.assignment.sign",
	"dispatch.assignment.return", "dispatch.assignment.report_in", "dispatch.assignment.stage_report", "dispatch.assignment.complete"}

// Agency enters the system of the water office, and gives it another secret where the demo was started before.
func Agency(ctx context.Context, d Doors) (id, secret string, err error) {
	calls := identityv1.NewIdentityServiceClient(d.GRPC)
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+d.Token(SecurityAdmin))
	client := &identityv1.ApiClient{DisplayName: "区水务局工单系统（演示）", Unit: name.Of("units", ID(Fangshan, "unit", "SWJ"))}
	for _, p := range agencyPermissions {
		client.Grants = append(client.Grants, &identityv1.ApiClient_Grant{Permission: p, Scope: accessv1.Scope_SCOPE_UNIT})
	}
	id = ID(Fangshan, "client", "SWJ").String()
	made, err := calls.CreateApiClient(ctx, &identityv1.CreateApiClientRequest{ApiClient: client, ApiClientId: id})
	if status.Code(err) == codes.AlreadyExists {
		made, err = calls.RotateApiClientSecret(ctx, &identityv1.RotateApiClientSecretRequest{Name: "apiClients/" + id})
	}
	return id, made.GetClientSecret(), err
}
