package agency_test

import (
	"context"
	"testing"

	"google.golang.org/grpc"

	"github.com/haolinju/haolinju/api/client"
	accessv1 "github.com/haolinju/haolinju/api/gen/haolinju/access/v1"
	dispatchv1 "github.com/haolinju/haolinju/api/gen/haolinju/dispatch/v1"
	identityv1 "github.com/haolinju/haolinju/api/gen/haolinju/identity/v1"
	"github.com/haolinju/haolinju/internal/platform/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// world is a district whose called units have systems of their own.
type world struct{ testkit.Dispatches }

func start(t *testing.T) world { return world{testkit.StartDispatches(t)} }

// working are the permissions that a system needs to work its unit's duties.
var working = []string{"dispatch.dispatch.get", "dispatch.assignment.get", "dispatch.assignment.sign", "dispatch.assignment.report_in",
	"dispatch.assignment.stage_report", "dispatch.assignment.complete", "dispatch.assignment.return", "dispatch.assignment.set_external_number"}

// system is the system of a unit, with the calls that it makes by gRPC over a socket, signed in by its own secret.
type system struct {
	name string // of its API client
	dispatchv1.DispatchServiceClient
}

// system enters one for a unit, with these permissions there.
func (w world) system(unit string, permissions ...string) system {
	w.T.Helper()
	made := w.enter(unit, permissions...)
	address := w.Listen(w.T)
	door := w.dial(address, nil)
	conn := w.dial(address, client.ClientCredentials(door, made.GetApiClient().GetClientId(), made.GetClientSecret()))
	return system{made.GetApiClient().GetName(), dispatchv1.NewDispatchServiceClient(conn)}
}

func (w world) enter(unit string, permissions ...string) *identityv1.ApiClientSecret {
	w.T.Helper()
	c := &identityv1.ApiClient{DisplayName: "工单系统", Unit: w.UnitName(unit)}
	for _, p := range permissions {
		c.Grants = append(c.Grants, &identityv1.ApiClient_Grant{Permission: p, Scope: accessv1.Scope_SCOPE_UNIT})
	}
	return testkit.Must[*identityv1.ApiClientSecret](w.Dispatches)(w.clients().CreateApiClient(w.Ctx, &identityv1.CreateApiClientRequest{ApiClient: c}))
}

// clients are the calls by which the security administrator keeps the systems.
func (w world) clients() identityv1.IdentityServiceClient {
	return identityv1.NewIdentityServiceClient(w.Conn(testkit.SecurityAdmin))
}

func (w world) dial(address string, token client.TokenSource) *grpc.ClientConn {
	w.T.Helper()
	conn, err := client.Dial(address, client.Config{Token: token, Tries: 1})
	if err != nil {
		w.T.Fatal(err)
	}
	w.T.Cleanup(func() { conn.Close() })
	return conn
}

// duty is the one of a unit in a dispatch, as it is now.
func (w world) duty(d *dispatchv1.Dispatch, unit string) *dispatchv1.Assignment {
	w.T.Helper()
	return w.Assignment(w.ReadDispatch(d), unit)
}

// watch opens a stream behind a token, past its first answer, whose token it gives.
func (w world) watch(ctx context.Context, calls dispatchv1.DispatchServiceClient, token string) (grpc.ServerStreamingClient[dispatchv1.WatchAssignmentsResponse], string) {
	w.T.Helper()
	stream, err := calls.WatchAssignments(ctx, &dispatchv1.WatchAssignmentsRequest{ResumeToken: token})
	if err != nil {
		w.T.Fatal(err)
	}
	first, err := stream.Recv()
	if err != nil || first.GetAssignment() != nil || first.GetResumeToken() == "" {
		w.T.Fatalf("a stream begins with %v, %v", first, err)
	}
	return stream, first.GetResumeToken()
}
